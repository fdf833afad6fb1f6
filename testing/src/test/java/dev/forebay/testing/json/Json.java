package dev.forebay.testing.json;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;

/** A JSON value in which every member is kept, repeated ones too, and numbers are as they were written. */
sealed interface Json {
    record Members(List<Member> members) implements Json {}

    record Items(List<Json> items) implements Json {}

    record Text(String value) implements Json {}

    record Numeral(String written) implements Json {}

    record Truth(boolean value) implements Json {}

    record Null() implements Json {}

    record Member(String key, Json value) {}

    /** Said of a text that nests deeper than asked for. */
    final class TooDeep extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooDeep() {
            super(null, null, false, false);
        }
    }

    /**
     * The value that a text is, all of it.
     *
     * @throws StreamReadException where it is none
     * @throws TooDeep where a container number {@code maxDepth + 1} opens
     */
    static Json parse(String text, int maxDepth) {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(1_000_000)
                        .maxNumberLength(1_000_000)
                        .build())
                .build();
        try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() == null) {
                throw new StreamReadException("nothing");
            }
            Json value = value(parser, maxDepth);
            if (parser.nextToken() != null) {
                throw new StreamReadException("more than one value");
            }
            return value;
        }
    }

    private static Json value(JsonParser parser, int depthLeft) {
        JsonToken token = parser.currentToken();
        if ((token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) && depthLeft == 0) {
            throw new TooDeep();
        }
        return switch (token) {
            case START_OBJECT -> {
                List<Member> members = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String key = parser.currentName();
                    parser.nextToken();
                    members.add(new Member(key, value(parser, depthLeft - 1)));
                }
                yield new Members(members);
            }
            case START_ARRAY -> {
                List<Json> items = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(value(parser, depthLeft - 1));
                }
                yield new Items(items);
            }
            case VALUE_STRING -> new Text(parser.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Numeral(parser.getString());
            case VALUE_TRUE -> new Truth(true);
            case VALUE_FALSE -> new Truth(false);
            case VALUE_NULL -> new Null();
            default -> throw new StreamReadException("a " + token);
        };
    }
}
