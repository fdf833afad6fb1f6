package dev.forebay.benchmarks.w1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.ZoneOffset;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** W1 for one event with Jackson's data binding to and from records, as most write it. */
final class BoundEvent implements EventTransform {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ObjectReader reader = JSON.readerFor(Event.class);
    private final ObjectWriter writer = JSON.writerFor(Scaled.class);
    private final Scaler scaler;

    BoundEvent(Scaler scaler) {
        this.scaler = scaler;
    }

    @Override
    public byte[] transform(byte[] json) {
        Event event = reader.readValue(json);
        int hour = Instant.parse(event.timestamp()).atOffset(ZoneOffset.UTC).getHour();
        return writer.writeValueAsBytes(
                new Scaled(event.id(), scaler.amount(event.amount()), scaler.log(event.amount()), scaler.hour(hour)));
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Event(
            @JsonProperty("transaction_id") String id,
            String timestamp,
            @JsonProperty("transaction_amount") double amount) {}

    record Scaled(
            @JsonProperty("transaction_id") String id,
            @JsonProperty("transaction_amount_scaled") double amount,
            @JsonProperty("transaction_amount_log_scaled") double log,
            @JsonProperty("hour_of_day_scaled") double hour) {}
}
