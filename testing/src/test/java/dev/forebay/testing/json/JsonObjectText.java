package dev.forebay.testing.json;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A flat JSON object read by Jackson: names in order to values, numbers as they are written. */
public final class JsonObjectText {
    /** A number's characters. */
    public record Digits(String written) {}

    private JsonObjectText() {}

    /** The members of an object without objects or arrays in it. */
    public static Map<String, @Nullable Object> read(String text) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        Json.Members object = (Json.Members) Json.parse(text, 1);
        for (Json.Member member : object.members()) {
            if (members.containsKey(member.key())) {
                throw new IllegalArgumentException("'" + member.key() + "' twice in " + text);
            }
            members.put(member.key(), value(member.value()));
        }
        return members;
    }

    private static @Nullable Object value(Json json) {
        if (json instanceof Json.Text text) {
            return text.value();
        }
        if (json instanceof Json.Numeral number) {
            return new Digits(number.written());
        }
        return json instanceof Json.Truth truth ? truth.value() : null;
    }
}
