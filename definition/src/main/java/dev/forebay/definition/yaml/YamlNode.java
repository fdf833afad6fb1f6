package dev.forebay.definition.yaml;

import dev.forebay.definition.diagnostic.DecodedText;
import dev.forebay.types.diagnostic.Span;
import java.util.List;

/** A value in a YAML file. Immutable. */
public sealed interface YamlNode {

    Span span();

    /** What it is, as a message names it. */
    String shape();

    /** How a scalar is written. */
    enum Style {
        PLAIN,
        SINGLE_QUOTED,
        DOUBLE_QUOTED,
        LITERAL,
        FOLDED
    }

    /**
     * A text, a number, a truth value or nothing.
     *
     * @param text without quotes, escapes and indentation
     * @param inFlow whether it stands between braces or brackets
     */
    record YamlScalar(Span span, Style style, String text, boolean inFlow) implements YamlNode {

        /** Whether nothing at all is written. */
        public boolean isAbsent() {
            return style == Style.PLAIN && text.isEmpty();
        }

        /** The text, with the place of each character. */
        public DecodedText decoded() {
            return ScalarDecoder.decode(this);
        }

        @Override
        public String shape() {
            return isAbsent() ? "nothing" : "a single value";
        }
    }

    /** Keys with values, in the order of the file; no key stands twice. */
    record YamlMapping(Span span, boolean flow, List<Entry> entries) implements YamlNode {
        public YamlMapping {
            entries = List.copyOf(entries);
        }

        /** One key with its value. */
        public record Entry(YamlScalar key, YamlNode value) {}

        @Override
        public String shape() {
            return "a mapping";
        }
    }

    /** Values in order. */
    record YamlList(Span span, List<YamlNode> items) implements YamlNode {
        public YamlList {
            items = List.copyOf(items);
        }

        @Override
        public String shape() {
            return "a list";
        }
    }
}
