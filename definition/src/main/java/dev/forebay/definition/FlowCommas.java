package dev.forebay.definition;

import dev.forebay.definition.diagnostic.DefinitionCode;
import dev.forebay.definition.yaml.YamlNode.Style;
import dev.forebay.definition.yaml.YamlNode.YamlMapping;
import dev.forebay.definition.yaml.YamlNode.YamlScalar;
import dev.forebay.types.diagnostic.Diagnostics;
import dev.forebay.types.diagnostic.Span;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the texts that YAML cut at a comma: in <code>{a: COALESCE(b, 0)}</code> it sees a text {@code COALESCE(b} and a key
 * {@code 0)}.
 */
final class FlowCommas {
    private FlowCommas() {}

    /** Reports the cut texts of a mapping; the entries that are parts of one. */
    static Set<YamlMapping.Entry> report(YamlMapping mapping, Diagnostics into) {
        if (!mapping.flow()) {
            return Set.of();
        }
        Set<YamlMapping.Entry> parts = new HashSet<>();
        List<YamlMapping.Entry> entries = mapping.entries();
        for (int i = 1; i < entries.size(); i++) {
            YamlMapping.Entry entry = entries.get(i);
            YamlMapping.Entry before = entries.get(i - 1);
            boolean fragment = entry.value() instanceof YamlScalar value && value.isAbsent();
            if (fragment && parts.contains(before)) {
                parts.add(entry);
            } else if (fragment && before.value() instanceof YamlScalar cut && isCut(cut)) {
                parts.add(before);
                parts.add(entry);
                report(before, cut, into);
            }
        }
        return parts;
    }

    private static boolean isCut(YamlScalar scalar) {
        String text = scalar.text();
        long quotes = text.chars().filter(c -> c == '\'').count();
        long open = text.chars().filter(c -> c == '(').count();
        long closed = text.chars().filter(c -> c == ')').count();
        return scalar.style() == Style.PLAIN && (open > closed || quotes % 2 == 1);
    }

    private static void report(YamlMapping.Entry entry, YamlScalar cut, Diagnostics into) {
        Span span = cut.span();
        int comma = span.source().text().indexOf(',', span.end());
        Span place = comma < 0 ? span : new Span(span.source(), comma, comma + 1);
        into.add(
                DefinitionCode.YAML_SPOILS_TEXT,
                place,
                "between braces, YAML ends a text at ','",
                "it takes '" + Values.shortened(cut.text()) + "' for the whole value of '"
                        + entry.key().text() + "'",
                "put the text in double quotes, or write the mapping over several lines without braces");
    }
}
