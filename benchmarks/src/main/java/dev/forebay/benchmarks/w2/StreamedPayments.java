package dev.forebay.benchmarks.w2;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.time.DateTimeException;

/** With Jackson's streaming reader and its fast number code, as a careful programmer writes it. */
final class StreamedPayments implements PaymentReader {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .build();

    private static final int ALL = 0xFF;

    @Override
    public String read(byte[] json, Payment payment) {
        try (JsonParser parser = JSON.createParser(json)) {
            return parser.nextToken() == JsonToken.START_OBJECT ? fields(parser, payment) : "not an object";
        } catch (IOException | DateTimeException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static String fields(JsonParser parser, Payment payment) throws IOException {
        String country = "";
        String cardCountry = "";
        int found = 0;
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            switch (name) {
                case "transaction_id" -> {
                    payment.id = text(parser);
                    found |= 1;
                }
                case "timestamp" -> {
                    payment.timeMillis = UtcTimestamp.millis(text(parser));
                    found |= 2;
                }
                case "customer_id" -> {
                    payment.customer = text(parser);
                    found |= 4;
                }
                case "terminal_id" -> {
                    payment.terminal = text(parser);
                    found |= 8;
                }
                case "transaction_amount" -> {
                    payment.amount = parser.getDoubleValue();
                    found |= 16;
                }
                case "channel" -> {
                    payment.channel = VectorColumns.CHANNELS.indexOf(text(parser));
                    found |= 32;
                }
                case "country" -> {
                    country = text(parser);
                    found |= 64;
                }
                case "card_country" -> {
                    cardCountry = text(parser);
                    found |= 128;
                }
                default -> parser.skipChildren();
            }
        }
        payment.abroad = !country.equals(cardCountry);
        return found == ALL ? PaymentReader.problem(payment) : "a field is missing";
    }

    private static String text(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw new IOException("not a text");
        }
        return parser.getText();
    }
}
