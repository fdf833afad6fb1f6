package dev.forebay.benchmarks.w2;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/** With Jackson's data binding to a record, as most write it. */
final class BoundPayments implements PaymentReader {

    private final ObjectReader reader = JsonMapper.builder()
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(
                    LogicalType.Textual,
                    text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build()
            .readerFor(Event.class);

    @Override
    public String read(byte[] json, Payment payment) {
        try {
            Event event = reader.readValue(json);
            return event.problem().isEmpty() ? take(event, payment) : event.problem();
        } catch (JacksonException | DateTimeException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static String take(Event event, Payment payment) {
        payment.id = text(event.id());
        payment.customer = text(event.customer());
        payment.terminal = text(event.terminal());
        payment.timeMillis = Instant.parse(text(event.timestamp())).toEpochMilli();
        payment.amount = event.amount() == null ? Double.NaN : event.amount();
        payment.channel = VectorColumns.CHANNELS.indexOf(event.channel());
        payment.abroad = !text(event.country()).equals(event.cardCountry());
        return PaymentReader.problem(payment);
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Event(
            @JsonProperty("transaction_id") @Nullable String id,
            @Nullable String timestamp,
            @JsonProperty("customer_id") @Nullable String customer,
            @JsonProperty("terminal_id") @Nullable String terminal,
            @JsonProperty("transaction_amount") @Nullable Double amount,
            @Nullable String channel,
            @Nullable String country,
            @JsonProperty("card_country") @Nullable String cardCountry) {

        String problem() {
            boolean missing = Stream.of(id, timestamp, customer, terminal, amount, channel, country, cardCountry)
                    .anyMatch(value -> value == null);
            return missing ? "a field is missing" : "";
        }
    }
}
