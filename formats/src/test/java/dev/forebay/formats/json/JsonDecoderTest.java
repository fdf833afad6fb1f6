package dev.forebay.formats.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.types.Field;
import dev.forebay.types.Field.TimestampFormat;
import dev.forebay.types.Type;
import dev.forebay.types.batch.EventBatch;
import dev.forebay.types.batch.Reason;
import dev.forebay.types.batch.ReasonCode;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonDecoderTest {
    private static final List<Field> SCHEMA = List.of(
            Field.of("transaction_id", Type.LONG, false),
            Field.of("timestamp", Type.TIMESTAMP, false),
            Field.of("customer_id", Type.STRING, false),
            Field.of("transaction_amount", Type.DOUBLE, false),
            Field.of("channel", Type.STRING, true),
            new Field("device_os", List.of("device", "os"), Type.STRING, TimestampFormat.RFC3339, true));

    private static Rows decode(String... records) {
        return Rows.of(new JsonDecoder(SCHEMA), SCHEMA, records);
    }

    @Test
    void event_asTheSchemaHasIt_fillsItsColumns() {
        Rows rows = decode("""
                {"transaction_id": 100000, "timestamp": "2018-04-11T11:04:25Z", "customer_id": "4427",
                 "transaction_amount": 93.91, "channel": "web", "device": {"id": 7, "os": "android"}}""");
        assertThat(rows.of(0)).containsExactly(100000L, 1523444665000000L, "4427", 93.91, "web", "android");
        assertThat(rows.reasons(0)).isEmpty();
    }

    @Test
    void event_severalFieldsWrong_hasAReasonForEachInTheSchemasOrder() {
        Rows rows = decode("""
                {"channel": 5, "customer_id": null, "transaction_amount": "12", "transaction_id": 1.5, "device": []}""");
        assertThat(rows.of(0)).containsOnlyNulls();
        assertThat(rows.reasons(0))
                .extracting(Reason::column, Reason::code, Reason::found)
                .containsExactly(
                        tuple("transaction_id", ReasonCode.NUMBER_RANGE, "1.5"),
                        tuple("timestamp", ReasonCode.MISSING, null),
                        tuple("customer_id", ReasonCode.NULL, "null"),
                        tuple("transaction_amount", ReasonCode.WRONG_TYPE, "\"12\""),
                        tuple("channel", ReasonCode.WRONG_TYPE, "5"),
                        tuple("device_os", ReasonCode.WRONG_TYPE, "[]"));
    }

    private static Tuple tuple(@Nullable Object... values) {
        return Tuple.tuple(values);
    }

    @Test
    void batch_decodedAgain_givesTheSame() {
        EventBatch batch = Rows.batch(SCHEMA, "{\"customer_id\":\"a\\nb\"}");
        JsonDecoder decoder = new JsonDecoder(SCHEMA);
        decoder.decode(batch);
        assertThat(new Rows(batch).of(0).get(2)).isEqualTo("a\nb");
        assertThat(batch.rejections.of(0)).extracting(Reason::code).containsOnly(ReasonCode.MISSING);
    }
}
