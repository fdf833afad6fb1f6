package dev.forebay.plan.stored;

import dev.forebay.types.diagnostic.Span;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A JSON value. {@code span} is where it was read; null where it is to be written. */
sealed interface Json {
    @Nullable
    Span span();

    /** An object; its members in order, no key twice. */
    record Struct(List<Member> members, @Nullable Span span) implements Json {
        public Struct {
            members = List.copyOf(members);
        }

        Optional<Json> get(String key) {
            return members.stream()
                    .filter(member -> member.key().equals(key))
                    .map(Member::value)
                    .findFirst();
        }
    }

    /** A key and its value. */
    record Member(String key, Json value, @Nullable Span span) {}

    /** An array. */
    record Items(List<Json> items, @Nullable Span span) implements Json {
        public Items {
            items = List.copyOf(items);
        }

        boolean isFlat() {
            return items.stream().noneMatch(item -> item instanceof Struct || item instanceof Items);
        }
    }

    record Text(String text, @Nullable Span span) implements Json {}

    /** A number as it is written. */
    record Numeral(String text, @Nullable Span span) implements Json {
        boolean isWhole() {
            return text.indexOf('.') < 0 && text.indexOf('e') < 0 && text.indexOf('E') < 0;
        }
    }

    record Truth(boolean value, @Nullable Span span) implements Json {}

    record Nothing(@Nullable Span span) implements Json {}

    /** What it is, for messages. */
    default String kind() {
        if (this instanceof Struct) {
            return "an object";
        }
        if (this instanceof Items) {
            return "an array";
        }
        if (this instanceof Text text) {
            return "the text '" + text.text() + "'";
        }
        if (this instanceof Numeral number) {
            return "the number " + number.text();
        }
        return this instanceof Truth truth ? String.valueOf(truth.value()) : "null";
    }
}
