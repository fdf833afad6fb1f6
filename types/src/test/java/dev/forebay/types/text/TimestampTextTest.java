package dev.forebay.types.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampTextTest {
    private final byte[] buffer = new byte[TimestampText.ROOM + 8];

    private static long parse(String text) {
        byte[] bytes = ("0" + text + "Z").getBytes(StandardCharsets.UTF_8);
        return TimestampText.parse(bytes, 1, bytes.length - 1);
    }

    private static long parseDate(String text) {
        byte[] bytes = ("0" + text + "0").getBytes(StandardCharsets.UTF_8);
        return DateText.parse(bytes, 1, bytes.length - 1);
    }

    private String write(long micros) {
        return new String(buffer, 1, TimestampText.write(buffer, 1, micros) - 1, StandardCharsets.US_ASCII);
    }

    private String writeDate(long days) {
        return new String(buffer, 1, DateText.write(buffer, 1, days) - 1, StandardCharsets.US_ASCII);
    }

    @ParameterizedTest
    @CsvSource({
        "1970-01-01T00:00:00Z, 0",
        "2018-04-11T11:04:25Z, 1523444665000000",
        "2018-04-11t11:04:25z, 1523444665000000",
        "2018-04-11 11:04:25, 1523444665000000",
        "2018-04-11T11:04:25.5, 1523444665500000",
        "2018-04-11T11:04:25.1234567Z, 1523444665123456",
        "2018-04-11T13:04:25.000001+02:00, 1523444665000001",
        "2018-04-11T00:00:25-11:04, 1523444665000000",
        "1969-12-31T23:59:59.9999999Z, -1",
        "1969-12-31T23:59:59.000000Z, -1000000",
        "2018-04-11T11:04:25-00:00, 1523444665000000",
        "2016-12-31T23:59:60Z, 1483228800000000",
        "2016-12-31T23:59:60.25Z, 1483228800250000",
        "2017-01-01T09:29:60+09:30, 1483228800000000",
        "0000-01-01T00:00:00Z, -62167219200000000",
        "9999-12-31T23:59:59.999999Z, 253402300799999999"
    })
    void parse_rfc3339_isThatMicrosecond(String text, long micros) {
        assertThat(parse(text)).isEqualTo(micros);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2018",
                "2018-04-11",
                "2018-04-11T",
                "2018-04-11T11:04",
                "2018-04-11T11:04Z",
                "2018-04-11T11:04:25.",
                "2018-04-11T11:04:25.Z",
                "2018-04-11T11:04:25,5Z",
                "2018-04-11_11:04:25Z",
                "2018-4-11T11:04:25Z",
                "2018/04/11T11:04:25Z",
                "20180411T110425Z",
                "2018-00-11T11:04:25Z",
                "2018-13-11T11:04:25Z",
                "2018-04-00T11:04:25Z",
                "2018-04-31T11:04:25Z",
                "2018-02-29T11:04:25Z",
                "1900-02-29T11:04:25Z",
                "2018-04-11T24:00:00Z",
                "2018-04-11T11:60:25Z",
                "2018-04-11T11:04:61Z",
                "2018-04-11T11:04:60Z",
                "2018-04-11T23:59:60+01:00",
                "2018-04-11T11:04:25ZZ",
                "2018-04-11T11:04:25Z ",
                " 2018-04-11T11:04:25Z",
                "2018-04-11T11:04:25+2:00",
                "2018-04-11T11:04:25+02",
                "2018-04-11T11:04:25+0200",
                "2018-04-11T11:04:25+24:00",
                "2018-04-11T11:04:25+02:60",
                "2018-04-11T11:04:25+02:00Z",
                "2018-04-11T11:04:25 UTC",
                "2018-04-11T11:04:25Europe",
                "-2018-04-11T11:04:25Z",
                "+2018-04-11T11:04:25Z",
                "0000-01-01T00:00:00+00:01",
                "9999-12-31T23:59:59-00:01",
                "9999-12-31T23:59:60Z",
                "２018-04-11T11:04:25Z",
                "2018-04-11T1a:04:25Z",
                "2018-04-11T11:04:2:Z",
                "now",
                "1523444665"
            })
    void parse_notRfc3339_isNone(String text) {
        assertThat(parse(text)).isEqualTo(TimestampText.NONE);
    }

    @Test
    void parse_everyDayOfTenThousandYears_isAsJavaTimeSays() {
        for (long day = LocalDate.of(0, 1, 1).toEpochDay();
                day <= LocalDate.of(9999, 12, 31).toEpochDay();
                day++) {
            int end = DateText.write(buffer, 1, day);
            long read = TimestampText.parse(timestampOf(end), 0, 19);
            if (read != day * 86_400_000_000L || end != 11) {
                throw new AssertionError(LocalDate.ofEpochDay(day) + ": " + writeDate(day) + " " + read);
            }
        }
        for (LocalDate date = LocalDate.of(0, 1, 1); date.getYear() < 10000; date = date.plusDays(173)) {
            assertThat(writeDate(date.toEpochDay())).isEqualTo(date.toString());
        }
    }

    private final byte[] midnight = "0000-00-00T00:00:00".getBytes(StandardCharsets.US_ASCII);

    private byte[] timestampOf(int dateEnd) {
        System.arraycopy(buffer, 1, midnight, 0, dateEnd - 1);
        return midnight;
    }

    @Test
    void write_anyMicrosecond_isAsJavaTimeWritesItAndReadsBack() {
        SplittableRandom random = new SplittableRandom(3339);
        for (int i = 0; i < 60_000; i++) {
            long micros = random.nextLong(TimestampText.MIN_MICROS, TimestampText.MAX_MICROS + 1);
            long unit = (long) Math.pow(10, random.nextInt(8));
            micros = micros / unit * unit;
            String text = write(micros);
            assertThat(parse(text)).as(text).isEqualTo(micros);
            Instant instant =
                    Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000);
            assertThat(Instant.parse(text)).isEqualTo(instant);
            assertThat(text).doesNotContainPattern("\\.\\d*0Z").hasSizeBetween(20, 27);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1523444665000000, 2018-04-11T11:04:25Z",
        "1523444665500000, 2018-04-11T11:04:25.5Z",
        "1523444665000001, 2018-04-11T11:04:25.000001Z",
        "-1, 1969-12-31T23:59:59.999999Z",
        "253402300800000000, +10000-01-01T00:00:00Z",
        "-62167219200000001, -0001-12-31T23:59:59.999999Z",
        "9223372036854775807, +294247-01-10T04:00:54.775807Z",
        "-9223372036854775808, -290308-12-21T19:59:05.224192Z"
    })
    void write_timestamp_hasOnlyTheDigitsItNeeds(long micros, String text) {
        assertThat(write(micros)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"1970-01-01, 0", "2018-04-11, 17632", "0001-01-01, -719162", "9999-12-31, 2932896", "2020-02-29, 18321"
    })
    void parseDate_legal_isThatDay(String text, long days) {
        assertThat(parseDate(text)).isEqualTo(days);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2018-04-1",
                "2018-04-111",
                "2018-02-29",
                "2018-04-11T",
                "2018_04_11",
                "20180411--",
                "2018-00-01",
                "2018-01-00",
                "2018-01-32",
                "2018-11-31"
            })
    void parseDate_illegal_isNone(String text) {
        assertThat(parseDate(text)).isEqualTo(DateText.NONE);
    }
}
