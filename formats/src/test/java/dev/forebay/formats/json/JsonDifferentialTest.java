package dev.forebay.formats.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.types.Field;
import dev.forebay.types.Field.TimestampFormat;
import dev.forebay.types.Type;
import dev.forebay.types.batch.EventBatch;
import dev.forebay.types.batch.Reason;
import dev.forebay.types.batch.ReasonCode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The decoder against {@link JsonOracle}, on events made at random and then damaged. */
class JsonDifferentialTest {
    private static final long SEED = 8259;

    static final List<Field> SCHEMA = List.of(
            Field.of("id", Type.LONG, false),
            Field.of("timestamp", Type.TIMESTAMP, false),
            new Field("seconds", List.of("seconds"), Type.TIMESTAMP, TimestampFormat.EPOCH_SECONDS, true),
            new Field("millis", List.of("millis"), Type.TIMESTAMP, TimestampFormat.EPOCH_MILLIS, true),
            new Field("micros", List.of("micros"), Type.TIMESTAMP, TimestampFormat.EPOCH_MICROS, true),
            Field.of("day", Type.DATE, true),
            Field.of("customer_id", Type.STRING, false),
            Field.of("ключ", Type.STRING, true),
            Field.of("", Type.STRING, true),
            Field.of("transaction_amount", Type.DOUBLE, false),
            Field.of("price", Type.decimal(10, 2), true),
            Field.of("flag", Type.BOOLEAN, true),
            new Field("device_os", List.of("device", "os"), Type.STRING, TimestampFormat.RFC3339, false),
            new Field("device_again", List.of("device", "os"), Type.TIMESTAMP, TimestampFormat.RFC3339, true),
            new Field("device_width", List.of("device", "width"), Type.LONG, TimestampFormat.RFC3339, true));

    @Test
    void decode_randomAndDamagedEvents_isAsTheOracleSays() {
        compare(10_000, SEED);
    }

    @Test
    @Tag("stress")
    void decode_manyRandomAndDamagedEvents_isAsTheOracleSays() {
        for (int round = 1; round <= 20; round++) {
            compare(50_000, SEED + round);
        }
    }

    @Test
    void decode_eventCutAtEveryByte_isAsTheOracleSays() {
        RandomEvents events = new RandomEvents(SEED, SCHEMA);
        JsonDecoder decoder = new JsonDecoder(SCHEMA);
        for (int i = 0; i < 25; i++) {
            byte[] event = events.event().getBytes(StandardCharsets.UTF_8);
            byte[][] cut = new byte[event.length + 1][];
            for (int length = 0; length <= event.length; length++) {
                cut[length] = Arrays.copyOf(event, length);
            }
            check(decoder, cut);
        }
    }

    @Test
    void decode_anySplitIntoBatches_givesTheSameRows() {
        RandomEvents events = new RandomEvents(SEED + 7, SCHEMA);
        SplittableRandom random = new SplittableRandom(SEED);
        byte[][] records = new byte[2_000][];
        for (int i = 0; i < records.length; i++) {
            records[i] = events.next();
        }
        List<String> whole = told(new JsonDecoder(SCHEMA), records);
        JsonDecoder one = new JsonDecoder(SCHEMA);
        for (int round = 0; round < 5; round++) {
            List<String> parts = new ArrayList<>();
            for (int from = 0; from < records.length; ) {
                int to = Math.min(records.length, from + 1 + random.nextInt(1 << random.nextInt(10)));
                JsonDecoder decoder = random.nextBoolean() ? one : new JsonDecoder(SCHEMA);
                parts.addAll(told(decoder, Arrays.copyOfRange(records, from, to)));
                from = to;
            }
            assertThat(parts).isEqualTo(whole);
        }
    }

    private static List<String> told(JsonDecoder decoder, byte[][] records) {
        Rows rows = Rows.of(decoder, SCHEMA, records);
        List<String> told = new ArrayList<>();
        for (int row = 0; row < records.length; row++) {
            told.add(rows.of(row) + " " + rows.reasons(row));
        }
        return told;
    }

    private static void compare(int count, long seed) {
        RandomEvents events = new RandomEvents(seed, SCHEMA);
        JsonDecoder decoder = new JsonDecoder(SCHEMA);
        Set<ReasonCode> seen = new HashSet<>();
        int good = 0;
        for (int done = 0; done < count; done += 500) {
            byte[][] records = new byte[500][];
            for (int i = 0; i < records.length; i++) {
                records[i] = events.next();
            }
            good += check(decoder, records, seen);
        }
        // The events are neither all good nor all bad, and every reason comes up.
        assertThat(good).isBetween(count / 10, count * 9 / 10);
        assertThat(seen)
                .contains(
                        ReasonCode.MALFORMED,
                        ReasonCode.INVALID_UTF8,
                        ReasonCode.REPEATED_FIELD,
                        ReasonCode.MISSING,
                        ReasonCode.NULL,
                        ReasonCode.WRONG_TYPE,
                        ReasonCode.NUMBER_RANGE,
                        ReasonCode.BAD_TIMESTAMP);
    }

    static int check(JsonDecoder decoder, byte[]... records) {
        return check(decoder, records, new HashSet<>());
    }

    /** Returns how many records have no reason against them. */
    private static int check(JsonDecoder decoder, byte[][] records, Set<ReasonCode> seen) {
        Rows rows = Rows.of(decoder, SCHEMA, records);
        int good = 0;
        for (int row = 0; row < records.length; row++) {
            List<Reason> reasons = rows.reasons(row);
            String text = new String(records[row], StandardCharsets.UTF_8);
            List<JsonOracle.Expected> expected = JsonOracle.read(records[row], SCHEMA);
            if (expected == null) {
                ReasonCode code = JsonOracle.isUtf8(records[row]) ? ReasonCode.MALFORMED : ReasonCode.INVALID_UTF8;
                assertThat(reasons).as(text).extracting(Reason::code).containsExactly(code);
                assertThat(reasons.get(0).column()).isNull();
                assertThat(rows.of(row)).containsOnlyNulls();
            } else {
                checkFields(text, rows.of(row), reasons, expected);
            }
            good += reasons.isEmpty() ? 1 : 0;
            reasons.forEach(reason -> seen.add(reason.code()));
            assertUntouched(rows.batch(), row, records[row]);
        }
        return good;
    }

    private static void checkFields(
            String text, List<@Nullable Object> values, List<Reason> reasons, List<JsonOracle.Expected> expected) {
        List<String> wanted = new ArrayList<>();
        List<@Nullable Object> wantedValues = new ArrayList<>();
        for (int i = 0; i < expected.size(); i++) {
            ReasonCode code = expected.get(i).reason();
            if (code != null) {
                wanted.add(SCHEMA.get(i).name() + " " + code);
            }
            wantedValues.add(expected.get(i).value());
        }
        List<String> told = new ArrayList<>();
        reasons.forEach(reason -> told.add(reason.column() + " " + reason.code()));
        if (!told.equals(wanted) || !values.equals(wantedValues)) {
            throw new AssertionError("%s%nvalues  %s%nwanted  %s%nreasons %s%nwanted  %s"
                    .formatted(text, values, wantedValues, told, wanted));
        }
    }

    private static void assertUntouched(EventBatch batch, int row, byte[] record) {
        int from = batch.valueStart[row];
        if (!Arrays.equals(batch.arena.bytes, from, from + record.length, record, 0, record.length)) {
            throw new AssertionError("the bytes of row " + row + " changed");
        }
    }
}
