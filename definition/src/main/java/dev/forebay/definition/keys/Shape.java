package dev.forebay.definition.keys;

import java.util.List;

/** What a value in a definition looks like. */
public sealed interface Shape {

    /** In a few words, for the reference and for messages. */
    String words();

    /** A single value of one kind. */
    enum Value implements Shape {
        TEXT("a text"),
        NAME("a name"),
        SQL("an expression"),
        OPERATIONAL("a text, environment variables allowed"),
        DURATION("a duration, such as 500ms, 90s, 5m, 1h, 7d or 2w"),
        SIZE("a size in bytes, such as 65536, 512k, 64m or 8g"),
        TYPE("a type"),
        INTEGER("a whole number"),
        VERSION("the number 1"),
        BOOLEAN("true or false"),
        SCALAR("a single value"),
        ANY("reserved");

        private final String words;

        Value(String words) {
            this.words = words;
        }

        @Override
        public String words() {
            return words;
        }
    }

    /** One word of several; those for {@code later} are reserved. */
    record Choice(List<String> choices, List<String> later) implements Shape {
        public Choice {
            choices = List.copyOf(choices);
            later = List.copyOf(later);
        }

        static Choice of(String... words) {
            return new Choice(List.of(words), List.of());
        }

        Choice later(String... words) {
            return new Choice(choices, List.of(words));
        }

        @Override
        public String words() {
            int last = choices.size() - 1;
            return last == 0
                    ? choices.get(0)
                    : String.join(", ", choices.subList(0, last)) + " or " + choices.get(last);
        }
    }

    /** A mapping with keys of its own. */
    record Mapping(Keys keys) implements Shape {
        @Override
        public String words() {
            return "a mapping";
        }
    }

    /** A mapping from names that the author chooses. */
    record Named(String what, Shape each) implements Shape {
        @Override
        public String words() {
            return "a mapping from " + what + " to " + each.words();
        }
    }

    /** A list. */
    record ListOf(Shape each) implements Shape {
        @Override
        public String words() {
            return "a list, each item " + each.words();
        }
    }

    /** A short form or a long form. */
    record Either(Shape shortForm, Shape longForm) implements Shape {
        @Override
        public String words() {
            return shortForm.words() + ", or " + longForm.words();
        }
    }
}
