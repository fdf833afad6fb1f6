package dev.forebay.definition;

import dev.forebay.definition.diagnostic.DefinitionCode;
import dev.forebay.definition.yaml.YamlNode;
import dev.forebay.definition.yaml.YamlNode.YamlList;
import dev.forebay.definition.yaml.YamlNode.YamlMapping;
import dev.forebay.definition.yaml.YamlNode.YamlScalar;
import dev.forebay.types.diagnostic.Diagnostics;
import dev.forebay.types.diagnostic.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reports environment variables wherever they would change what is computed: under every key but the operational ones. The
 * same definition must give the same features on every machine.
 */
final class VariableFence {
    private static final Set<String> OPERATIONAL_SECTIONS = Set.of("source", "sinks", "dead_letters", "state");
    private static final Set<String> LOGIC_IN_OPERATIONAL_SECTIONS = Set.of("format", "key", "columns", "when");

    private final Diagnostics diagnostics;
    private final List<Span> refused = new ArrayList<>();

    VariableFence(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    /** Whether a text with a refused variable covers {@code span}: what else is wrong with it is not worth saying. */
    boolean covers(@Nullable Span span) {
        return span != null
                && refused.stream().anyMatch(text -> text.start() <= span.start() && span.end() <= text.end());
    }

    void check(YamlMapping definition) {
        for (YamlMapping.Entry section : definition.entries()) {
            refuse(section.key());
            if (OPERATIONAL_SECTIONS.contains(section.key().text())) {
                operational(section.value());
            } else {
                refuse(section.value());
            }
        }
    }

    private void operational(YamlNode node) {
        if (node instanceof YamlList list) {
            list.items().forEach(this::operational);
        } else if (node instanceof YamlMapping mapping) {
            for (YamlMapping.Entry entry : mapping.entries()) {
                refuse(entry.key());
                if (LOGIC_IN_OPERATIONAL_SECTIONS.contains(entry.key().text())) {
                    refuse(entry.value());
                } else if (!entry.key().text().equals("properties")) {
                    operational(entry.value());
                }
            }
        }
    }

    private void refuse(YamlNode node) {
        if (node instanceof YamlList list) {
            list.items().forEach(this::refuse);
        } else if (node instanceof YamlMapping mapping) {
            for (YamlMapping.Entry entry : mapping.entries()) {
                refuse(entry.key());
                refuse(entry.value());
            }
        } else if (node instanceof YamlScalar scalar) {
            refuse(scalar);
        }
    }

    private void refuse(YamlScalar scalar) {
        String reference = scalar.text().contains("${") ? Environment.reference(scalar.text()) : null;
        if (reference == null) {
            return;
        }
        refused.add(scalar.span());
        int at = scalar.text().indexOf(reference);
        diagnostics.add(
                DefinitionCode.VARIABLE_NOT_ALLOWED,
                scalar.decoded().span(at, at + reference.length()),
                "an environment variable cannot stand here, where it would change what is computed",
                "variables are allowed in source, sinks, dead_letters and state, but not in their format, key, columns and when",
                "write the value itself");
    }
}
