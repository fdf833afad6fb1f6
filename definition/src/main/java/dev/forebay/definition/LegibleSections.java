package dev.forebay.definition;

import dev.forebay.definition.diagnostic.DefinitionCode;
import dev.forebay.definition.keys.KeyTable;
import dev.forebay.definition.yaml.YamlNode;
import dev.forebay.definition.yaml.YamlNode.YamlMapping;
import dev.forebay.types.diagnostic.Diagnostic;
import dev.forebay.types.diagnostic.NearestName;
import dev.forebay.types.diagnostic.Span;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Takes what has an error out of a definition, so that the rest can be resolved in the same run and no mistake waits behind
 * another. Where an error leaves open which names there are, nothing is left: a mistake that follows from another is noise.
 */
final class LegibleSections {
    /** Sections that no name comes from and no expression stands in. */
    private static final Set<String> OPERATIONAL = Set.of("source", "dead_letters", "state", "tests");

    private static final Set<String> NAMELESS = Set.of("checks", "dead_letters", "state", "tests");

    private static final List<String> SECTIONS = KeyTable.all().stream()
            .filter(table -> table.path().isEmpty())
            .flatMap(table -> table.names().stream())
            .toList();

    /** In order of place. */
    private final List<Diagnostic> errors;

    private final Set<String> unread = new HashSet<>();
    private final Set<String> unreadWindows = new HashSet<>();
    private final Set<String> broken = new HashSet<>();
    private final Set<Span> legible = new HashSet<>();

    private LegibleSections(List<Diagnostic> errors) {
        this.errors = errors;
    }

    /** What is left of {@code definition}; null where that cannot be judged. */
    static @Nullable LegiblePart of(YamlMapping root, Definition definition, List<Diagnostic> diagnostics) {
        LegibleSections sections = new LegibleSections(
                diagnostics.stream().filter(Diagnostic::isError).toList());
        return sections.read(root) ? sections.rest(definition) : null;
    }

    private boolean read(YamlMapping root) {
        int found = 0;
        List<YamlMapping.Entry> entries = root.entries();
        Set<String> names = entries.stream().map(e -> e.key().text()).collect(Collectors.toSet());
        for (int i = 0; i < entries.size(); i++) {
            YamlMapping.Entry section = entries.get(i);
            String key = section.key().text();
            // Up to the next section: a second item of one name is left out of the tree, and may have been the last.
            int end = i + 1 == entries.size()
                    ? Integer.MAX_VALUE
                    : entries.get(i + 1).key().span().start() - 1;
            List<Diagnostic> inside = errorsIn(section.key().span().start(), end);
            found += inside.size();
            if (inside.stream().anyMatch(error -> isSecond(error) && names.contains(textOf(error)))) {
                return false;
            }
            boolean isJudged = switch (key) {
                case "schema", "checks", "features" -> items(section.value(), inside, unread);
                case "windows" -> items(section.value(), inside, unreadWindows);
                case "event", "output", "model", "sinks" -> inside.isEmpty() || broken.add(key);
                default -> inside.isEmpty() || OPERATIONAL.contains(key) || isMisspelled(section, inside);
            };
            if (!isJudged) {
                return false;
            }
        }
        return found == errors.size();
    }

    /** Keeps the items without an error, and the names of the others; false where an error is in none of them. */
    private boolean items(YamlNode section, List<Diagnostic> inSection, Set<String> others) {
        if (!(section instanceof YamlMapping mapping)) {
            return inSection.isEmpty();
        }
        Set<Diagnostic> inNone = new HashSet<>(inSection);
        for (YamlMapping.Entry item : mapping.entries()) {
            int end = Math.max(item.key().span().end(), item.value().span().end());
            List<Diagnostic> inside = errorsIn(item.key().span().start(), end);
            if (inside.isEmpty()) {
                legible.add(item.key().span());
                continue;
            }
            inside.forEach(inNone::remove);
            others.add(item.key().text());
        }
        // Of a key that stands twice the first is an item.
        return inNone.stream().allMatch(LegibleSections::isSecond);
    }

    /** Whether the section is one by a wrong name that makes no names of its own, so that nothing else depends on it. */
    private static boolean isMisspelled(YamlMapping.Entry section, List<Diagnostic> inside) {
        Diagnostic error = inside.get(0);
        return inside.size() == 1
                && error.code() == DefinitionCode.UNKNOWN_KEY
                && textOf(error).equals(section.key().span().text())
                && NearestName.of(section.key().text(), SECTIONS)
                        .filter(NAMELESS::contains)
                        .isPresent();
    }

    private static boolean isSecond(Diagnostic error) {
        return error.code() == DefinitionCode.DUPLICATE_KEY;
    }

    private static String textOf(Diagnostic error) {
        Span span = error.span();
        return span == null ? "" : span.text();
    }

    /** The errors whose place begins from {@code from} to {@code to}, inclusive: by halves, as there may be very many. */
    private List<Diagnostic> errorsIn(int from, int to) {
        return errors.subList(countBefore(from), Math.max(countBefore(from), countBefore((long) to + 1)));
    }

    private int countBefore(long place) {
        int low = 0;
        int high = errors.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            Span span = errors.get(middle).span();
            if (span == null || span.start() < place) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private LegiblePart rest(Definition definition) {
        Definition rest = new Definition(
                definition.text(),
                definition.pipeline(),
                definition.source(),
                broken.contains("event") ? null : definition.event(),
                definition.schema().stream().filter(c -> isLegible(c.name())).toList(),
                definition.checks().stream().filter(c -> isLegible(c.name())).toList(),
                definition.windows().stream().filter(w -> isLegible(w.name())).toList(),
                definition.features().stream().filter(f -> isLegible(f.name())).toList(),
                definition.transforms(),
                broken.contains("output") ? new Definition.Output(null, List.of(), List.of()) : definition.output(),
                broken.contains("model") ? null : definition.model(),
                broken.contains("sinks") ? List.of() : definition.sinks(),
                definition.deadLetters(),
                definition.state(),
                definition.tests());
        return new LegiblePart(rest, unread, unreadWindows, broken.contains("event"));
    }

    private boolean isLegible(Located<String> name) {
        return legible.contains(name.span());
    }
}
