package dev.forebay.formats.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.types.Field;
import dev.forebay.types.Type;
import dev.forebay.types.batch.EventBatch;
import dev.forebay.types.batch.Reason;
import dev.forebay.types.batch.ReasonCode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Events that are too deep, too large, not there, and the largest that are none of it. */
class JsonLimitsTest {
    private static final List<Field> SCHEMA =
            List.of(Field.of("read", Type.STRING, true), Field.of("number", Type.DOUBLE, true));

    private static Reason[] reasons(byte[] record) {
        return Rows.of(new JsonDecoder(SCHEMA), SCHEMA, record).reasons(0).toArray(new Reason[0]);
    }

    @Test
    void nesting_upToTheLimit_isAcceptedAndOneMoreIsNot() {
        for (int depth = 1; depth <= 64; depth++) {
            assertThat(reasons(nested(depth, "[", "]"))).as("%d", depth).isEmpty();
            assertThat(reasons(nested(depth, "{\"a\":", "}"))).as("%d", depth).isEmpty();
        }
        for (String[] pair : new String[][] {{"[", "]"}, {"{\"a\":", "}"}}) {
            Reason[] reasons = reasons(nested(65, pair[0], pair[1]));
            assertThat(reasons).extracting(Reason::code).containsExactly(ReasonCode.TOO_DEEP);
            assertThat(reasons[0].rule()).startsWith("objects and arrays at most 64 deep");
        }
    }

    /** The event's object counts as the first level. */
    private static byte[] nested(int depth, String open, String close) {
        String inner = open.repeat(depth - 1) + "1" + close.repeat(depth - 1);
        return ("{\"a\":" + inner + "}").getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void nesting_hundredThousandBrackets_needsNoStack() {
        byte[] open = ("{\"a\":" + "[".repeat(100_000)).getBytes(StandardCharsets.UTF_8);
        assertThat(reasons(open)).extracting(Reason::code).containsExactly(ReasonCode.TOO_DEEP);
        JsonDecoder deep = new JsonDecoder(SCHEMA, new JsonLimits(1 << 20, 200_000), field -> null);
        byte[] balanced = nested(100_000, "[", "]");
        assertThat(Rows.of(deep, SCHEMA, balanced).reasons(0)).isEmpty();
        assertThat(Rows.of(deep, SCHEMA, open).reasons(0))
                .extracting(Reason::code)
                .containsExactly(ReasonCode.MALFORMED);
        byte[] mixed = ("{\"a\":" + "[{\"b\":".repeat(30_000) + "0" + "}]".repeat(30_000) + "}")
                .getBytes(StandardCharsets.UTF_8);
        assertThat(Rows.of(deep, SCHEMA, mixed).reasons(0)).isEmpty();
    }

    @Test
    void record_overTheLimit_isRejectedUnread() {
        byte[] large = ("{\"read\":\"" + "x".repeat(20 << 20) + "\"}").getBytes(StandardCharsets.UTF_8);
        Reason[] reasons = reasons(large);
        assertThat(reasons)
                .containsExactly(new Reason(
                        ReasonCode.TOO_LARGE,
                        null,
                        large.length + " bytes",
                        "a record of at most 1048576 bytes",
                        null));
        JsonDecoder patient = new JsonDecoder(SCHEMA, new JsonLimits(large.length, 64), field -> null);
        assertThat((String) Rows.of(patient, SCHEMA, large).of(0).get(0)).hasSize(20 << 20);
        JsonDecoder impatient = new JsonDecoder(SCHEMA, new JsonLimits(large.length - 1, 64), field -> null);
        assertThat(Rows.of(impatient, SCHEMA, large).reasons(0))
                .extracting(Reason::code)
                .containsExactly(ReasonCode.TOO_LARGE);
    }

    @Test
    void number_twentyMegabytesOfDigits_isRead() {
        String digits = "3" + "1".repeat(20 << 20);
        JsonDecoder patient = new JsonDecoder(SCHEMA, new JsonLimits(32 << 20, 64), field -> null);
        Rows rows = Rows.of(
                patient,
                SCHEMA,
                "{\"number\":" + digits + "}",
                "{\"number\":0." + digits + "}",
                "{\"number\":" + digits + "e-20971520}");
        assertThat(rows.reasons(0)).extracting(Reason::code).containsExactly(ReasonCode.NUMBER_RANGE);
        assertThat(rows.of(1).get(1)).isEqualTo(0.3111111111111111);
        assertThat(rows.of(2).get(1)).isEqualTo(3.111111111111111);
    }

    @Test
    void record_withoutValue_hasNoValue() {
        EventBatch batch = new EventBatch(SCHEMA, 2);
        batch.add(0, 0, 0, new byte[0], 0, -1, new byte[0], 0, -1);
        new JsonDecoder(SCHEMA).decode(batch);
        assertThat(batch.rejections.of(0)).extracting(Reason::code).containsExactly(ReasonCode.NO_VALUE);
        assertThat(new Rows(batch).of(0)).containsOnlyNulls();
    }

    @Test
    void row_rejectedBefore_isNotRead() {
        EventBatch batch = Rows.batch(SCHEMA, "{\"read\":\"x\"}", "{\"read\":\"y\"}");
        Reason reason = new Reason(ReasonCode.TOO_LARGE, null, null, "small", null);
        batch.rejections.add(0, reason);
        new JsonDecoder(SCHEMA).decode(batch);
        assertThat(batch.rejections.of(0)).containsExactly(reason);
        assertThat(new Rows(batch).of(0)).containsOnlyNulls();
        assertThat(new Rows(batch).of(1)).containsExactly("y", null);
    }
}
