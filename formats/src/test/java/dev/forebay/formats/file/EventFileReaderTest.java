package dev.forebay.formats.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.formats.json.JsonLimits;
import dev.forebay.types.Field;
import dev.forebay.types.Field.TimestampFormat;
import dev.forebay.types.Type;
import dev.forebay.types.batch.EventBatch;
import dev.forebay.types.batch.LongVector;
import dev.forebay.types.batch.Reason;
import dev.forebay.types.batch.ReasonCode;
import dev.forebay.types.batch.RecordDecoder;
import dev.forebay.types.batch.StringVector;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventFileReaderTest {
    private static final List<Field> SCHEMA = List.of(
            Field.of("a", Type.LONG, true),
            new Field("b", List.of("x", "b"), Type.STRING, TimestampFormat.RFC3339, true));
    private static final JsonLimits SMALL = new JsonLimits(40, 8);

    /** Gives at most {@code most} bytes at a time. */
    private static final class Trickle extends InputStream {
        private final InputStream from;
        private final int most;

        Trickle(byte[] bytes, int most) {
            this.from = new ByteArrayInputStream(bytes);
            this.most = most;
        }

        @Override
        public int read() throws IOException {
            return from.read();
        }

        @Override
        public int read(byte[] b, int off, int len) throws IOException {
            return from.read(b, off, Math.min(len, most));
        }
    }

    private static EventFileReader json(String text, int most) {
        return new JsonLinesReader(
                new Trickle(text.getBytes(StandardCharsets.UTF_8), most), SCHEMA, SMALL, field -> null);
    }

    private static CsvFileReader csv(String text, int most) throws IOException {
        return new CsvFileReader(new Trickle(text.getBytes(StandardCharsets.UTF_8), most), SCHEMA, 40, field -> null);
    }

    /** For each row: number, kept bytes, a, b, reasons. */
    private static List<String> all(EventFileReader reader, int capacity) throws IOException {
        List<String> told = new ArrayList<>();
        EventBatch batch = new EventBatch(SCHEMA, capacity);
        RecordDecoder decoder = reader.newDecoder();
        while (reader.read(batch)) {
            decoder.decode(batch);
            for (int row = 0; row < batch.size(); row++) {
                String bytes = new String(
                        batch.arena.bytes, batch.valueStart[row], batch.valueLength[row], StandardCharsets.UTF_8);
                String a = batch.column(0).isValid(row) ? "" + ((LongVector) batch.column(0)).values[row] : "null";
                String b = batch.column(1).isValid(row) ? ((StringVector) batch.column(1)).get(row) : "null";
                String reasons = String.join(
                        "+",
                        batch.rejections.of(row).stream()
                                .map(r -> r.code().code())
                                .toList());
                told.add(batch.offset[row] + "|" + bytes + "|" + a + "|" + b + "|" + reasons);
                assertThat(batch.keyLength[row]).isEqualTo(-1);
                assertThat(batch.recordTimeMicros[row]).isEqualTo(Long.MIN_VALUE);
            }
            batch.clear();
        }
        assertThat(reader.read(batch)).isFalse();
        reader.close();
        return told;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 100_000})
    void jsonLines_endsAndEmptyLines_areCountedAsAnEditorCounts(int most) throws IOException {
        String text = "{\"a\":1}\n\n{\"a\":2,\"x\":{\"b\":\"z\"}}\r\n\r\n{\"a\":\r3}\n{bad\n{\"a\":4}";
        for (int capacity : new int[] {1, 2, 3, 100}) {
            assertThat(all(json(text, most), capacity))
                    .containsExactly(
                            "0|{\"a\":1}|1|null|",
                            "2|{\"a\":2,\"x\":{\"b\":\"z\"}}|2|z|",
                            "4|{\"a\":\r3}|3|null|",
                            "5|{bad|null|null|malformed",
                            "6|{\"a\":4}|4|null|");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\n\n\r\n", "\ufeff", "\ufeff\n"})
    void jsonLines_withoutRecords_hasNone(String text) throws IOException {
        assertThat(all(json(text, 2), 4)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 100_000})
    void jsonLines_byteOrderMarkAtTheStart_isPassedOver(int most) throws IOException {
        assertThat(all(json("\ufeff{\"a\":1}\n\ufeff{\"a\":2}\n", most), 4))
                .containsExactly("0|{\"a\":1}|1|null|", "1|\ufeff{\"a\":2}|null|null|malformed");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 100_000})
    void jsonLines_lineOverTheLimit_isOneRowAndTheRestIsRead(int most) throws IOException {
        String exact = "{\"a\":7}" + " ".repeat(33);
        String over = "{\"a\":7}" + " ".repeat(34);
        assertThat(all(json(exact + "\n" + exact + "\r\n" + over + "\n" + over + "\r\n{\"a\":8}\n", most), 10))
                .containsExactly(
                        "0|" + exact + "|7|null|",
                        "1|" + exact + "|7|null|",
                        "2|" + over + "|null|null|too_large",
                        "3|" + over + "|null|null|too_large",
                        "4|{\"a\":8}|8|null|");
    }

    @Test
    void jsonLines_hugeLine_keepsItsFirstBytesOnly() throws IOException {
        byte[] text = ("x".repeat(30 << 20) + "\n{\"a\":8}\n").getBytes(StandardCharsets.UTF_8);
        EventFileReader reader =
                new JsonLinesReader(new ByteArrayInputStream(text), SCHEMA, JsonLimits.DEFAULT, field -> null);
        EventBatch batch = new EventBatch(SCHEMA, 10);
        assertThat(reader.read(batch)).isTrue();
        assertThat(batch.size()).isEqualTo(2);
        assertThat(batch.rejections.of(0))
                .containsExactly(new Reason(
                        ReasonCode.TOO_LARGE, null, (30 << 20) + " bytes", "a record of at most 1048576 bytes", null));
        assertThat(batch.valueLength[0]).isEqualTo(RecordCutter.KEPT_BYTES);
        assertThat(batch.arena.bytes.length).isLessThan(8 << 20);
        reader.newDecoder().decode(batch);
        assertThat(((LongVector) batch.column(0)).values[1]).isEqualTo(8);
        reader.close();
    }

    @Test
    void jsonLines_manyLargeLines_areSpreadOverBatches() throws IOException {
        byte[] text = ("x".repeat(1 << 20) + "\n").repeat(40).getBytes(StandardCharsets.UTF_8);
        EventFileReader reader =
                new JsonLinesReader(new ByteArrayInputStream(text), SCHEMA, JsonLimits.DEFAULT, field -> null);
        EventBatch batch = new EventBatch(SCHEMA, 1000);
        List<Integer> sizes = new ArrayList<>();
        while (reader.read(batch)) {
            sizes.add(batch.size());
            batch.clear();
        }
        assertThat(sizes).containsExactly(16, 16, 8);
        reader.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 100_000})
    void csv_everyLineEndAndQuotes_areCutAsRfc4180Says(int most) throws IOException {
        String text =
                "\ufeffx.b,\"a\",other\r\nz,1,\r\n\"two\nlines\",2,\n\"a \"\"q\"\"\r\n\",3,\"x\"\r,4,\n\n\"un\"closed,5,\nlast,6,";
        for (int capacity : new int[] {1, 2, 100}) {
            assertThat(all(csv(text, most), capacity))
                    .containsExactly(
                            "0|z,1,|1|z|",
                            "1|\"two\nlines\",2,|2|two\nlines|",
                            "2|\"a \"\"q\"\"\r\n\",3,\"x\"|3|a \"q\"\r\n|",
                            "3|,4,|4|null|",
                            "5|\"un\"closed,5,|null|null|malformed",
                            "6|last,6,|6|last|");
        }
    }

    @Test
    void csv_oneColumn_readsAnEmptyLineAsNull() throws IOException {
        assertThat(all(csv("a\n1\n\n3\n", 5), 4)).containsExactly("0|1|1|null|", "1||null|null|", "2|3|3|null|");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 100_000})
    void csv_recordOverTheLimit_isOneRowAndTheRestIsRead(int most) throws IOException {
        String over = "7,\"" + "\n,".repeat(30) + "\"";
        assertThat(all(csv("a,x.b\n" + over + "\n8,ok\n", most), 4))
                .containsExactly("0|" + over.substring(0, 41) + "|null|null|too_large", "1|8,ok|8|ok|");
    }

    @Test
    void csv_quoteNeverClosed_isOneMalformedRecordToTheEnd() throws IOException {
        assertThat(all(csv("a,x.b\n1,\"x\n2,y\n", 5), 4)).containsExactly("0|1,\"x\n2,y\n|null|null|malformed");
    }

    @Test
    void csv_header_isKnownWithWhatItLacks() throws IOException {
        List<Field> schema = List.of(
                Field.of("a", Type.LONG, false), Field.of("b", Type.LONG, true), Field.of("c", Type.LONG, false));
        byte[] text = "\"b\",c \n".getBytes(StandardCharsets.UTF_8);
        try (CsvFileReader reader = new CsvFileReader(new ByteArrayInputStream(text), schema, 100, field -> null)) {
            assertThat(reader.header()).containsExactly("b", "c ");
            assertThat(reader.missingFields()).extracting(Field::name).containsExactly("a", "c");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n\n",
                "\ufeff",
                "a,\"b",
                "a,b\"",
                "a very long header, longer than any record may be,a,b,c\n"
            })
    void csv_withoutLegalHeader_isRefused(String text) {
        assertThatThrownBy(() -> csv(text, 3)).isInstanceOf(CsvFileReader.MalformedHeaderException.class);
    }

    @Test
    void jsonLines_anyReadSizesAndBatches_giveTheSameRecords() throws IOException {
        SplittableRandom random = new SplittableRandom(10);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 5_000; i++) {
            text.append(random.nextInt(20) == 0 ? "" : "{\"a\":" + i + " ".repeat(random.nextInt(45)) + "}")
                    .append(random.nextBoolean() ? "\n" : "\r\n");
        }
        List<String> whole = all(json(text.toString(), 1 << 20), 10_000);
        assertThat(whole).hasSizeGreaterThan(4_000);
        for (int most : new int[] {1, 13, 4096, 65_535}) {
            assertThat(all(json(text.toString(), most), 1 + random.nextInt(300)))
                    .isEqualTo(whole);
        }
    }

    @Test
    void csv_anyBytes_giveTheSameRecordsInAnyReadSizesAndNeverThrow() throws IOException {
        SplittableRandom random = new SplittableRandom(4180);
        int rejected = 0;
        int good = 0;
        for (int file = 0; file < 400; file++) {
            StringBuilder text = new StringBuilder("a,x.b\n");
            for (int n = random.nextInt(300); n > 0; n--) {
                text.append("1,2,\"\"\n\n\r\r\né\u0000-".charAt(random.nextInt(13)));
            }
            List<String> whole = all(csv(text.toString(), 1 << 20), 1_000);
            assertThat(all(csv(text.toString(), 1 + random.nextInt(7)), 1 + random.nextInt(9)))
                    .isEqualTo(whole);
            for (String row : whole) {
                if (row.endsWith("|")) {
                    good++;
                } else {
                    rejected++;
                }
            }
        }
        assertThat(good).isGreaterThan(500);
        assertThat(rejected).isGreaterThan(500);
    }
}
