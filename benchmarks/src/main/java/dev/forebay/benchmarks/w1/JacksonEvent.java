package dev.forebay.benchmarks.w1;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * W1 for one event with Jackson's streaming reader and writer and their fast number code: what a careful programmer writes
 * inside Kafka Streams or Flink. <b>Threads.</b> One at a time.
 */
final class JacksonEvent implements EventTransform {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .build();

    private final Scaler scaler;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);

    JacksonEvent(Scaler scaler) {
        this.scaler = scaler;
    }

    @Override
    public byte[] transform(byte[] event) {
        String id = "";
        double amount = Double.NaN;
        int hour = -1;
        try (JsonParser parser = JSON.createParser(event)) {
            parser.nextToken();
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                JsonToken value = parser.nextToken();
                switch (name) {
                    case "transaction_id" -> id = parser.getText();
                    case "transaction_amount" -> amount = parser.getDoubleValue();
                    case "timestamp" -> hour = hour(parser.getText());
                    default -> {
                        if (value.isStructStart()) {
                            parser.skipChildren();
                        }
                    }
                }
            }
            return write(id, amount, hour);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] write(String id, double amount, int hour) throws IOException {
        out.reset();
        try (JsonGenerator generator = JSON.createGenerator(out)) {
            generator.writeStartObject();
            generator.writeStringField("transaction_id", id);
            generator.writeNumberField("transaction_amount_scaled", scaler.amount(amount));
            generator.writeNumberField("transaction_amount_log_scaled", scaler.log(amount));
            generator.writeNumberField("hour_of_day_scaled", scaler.hour(hour));
            generator.writeEndObject();
        }
        return out.toByteArray();
    }

    private static int hour(String timestamp) {
        if (timestamp.length() == 20 && timestamp.charAt(10) == 'T' && timestamp.charAt(19) == 'Z') {
            return 10 * (timestamp.charAt(11) - '0') + timestamp.charAt(12) - '0';
        }
        return Instant.parse(timestamp).atOffset(ZoneOffset.UTC).getHour();
    }
}
