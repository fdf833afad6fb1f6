package dev.forebay.plan.resolve;

import dev.forebay.definition.Definition;
import dev.forebay.definition.Located;
import dev.forebay.plan.window.WindowRule;
import dev.forebay.types.diagnostic.Diagnostics;
import dev.forebay.types.diagnostic.NearestName;
import dev.forebay.types.diagnostic.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names of windows and families of windows. A window with a mistake has its name, and nothing more is said of it. */
final class WindowTable {
    private static final int MOST_WINDOWS = 10_000;

    private final Map<String, List<Member>> families = new LinkedHashMap<>();
    private final Map<String, WindowRule> rules = new LinkedHashMap<>();
    private final Map<String, Definition.Window> written = new HashMap<>();
    private final Map<String, Span> taken = new LinkedHashMap<>();
    private final Map<String, Optional<String>> nearest = new HashMap<>();
    private final Set<String> unread;
    private final Diagnostics into;
    private boolean tooMany;

    /** A window of a family; {@code name} is the family's with the suffix behind it. */
    record Member(String name, String suffix) {}

    /** @param unread windows and families whose own mistakes are told elsewhere */
    WindowTable(List<Definition.Window> windows, Set<String> unread, Diagnostics into) {
        this.unread = unread;
        this.into = into;
        for (Definition.Window window : windows) {
            take(window.name().value(), window.name().span());
        }
        for (Definition.Window window : windows) {
            if (window.isFamily()) {
                family(window);
            } else if (!isFull(window.name())) {
                add(
                        window,
                        window.name(),
                        window.last().isEmpty() ? null : window.last().get(0));
            }
        }
    }

    /** Whether there are as many windows as there may be; said once. */
    private boolean isFull(Located<String> name) {
        if (written.size() < MOST_WINDOWS) {
            return false;
        }
        if (!tooMany) {
            tooMany = true;
            into.add(
                    PlanCode.TOO_MANY_COLUMNS,
                    name.span(),
                    "there are more than 10,000 windows",
                    "each length of a family is a window of its own");
        }
        return true;
    }

    private void family(Definition.Window window) {
        String name = window.name().value();
        List<Member> members = new ArrayList<>();
        for (Definition.Window.Length length : window.last()) {
            String suffix = length.suffix().value();
            Located<String> member =
                    new Located<>(name + "_" + suffix, length.suffix().span());
            if (isFull(member)) {
                break;
            }
            if (take(member.value(), member.span())) {
                members.add(new Member(member.value(), suffix));
                add(window, member, length);
            }
        }
        families.put(name, List.copyOf(members));
    }

    private boolean take(String name, Span span) {
        Span before = taken.putIfAbsent(name, span);
        if (before != null) {
            into.add(PlanCode.NAME_TAKEN, span, "there is a window '" + name + "' already", "it is at " + before);
        }
        return before == null;
    }

    private void add(Definition.Window window, Located<String> name, Definition.Window.@Nullable Length length) {
        written.put(name.value(), window);
        if (WindowRules.hold(window, length, into)) {
            rules.put(
                    name.value(),
                    new WindowRule(
                            name.value(),
                            0,
                            length == null
                                    ? WindowRule.UNBOUNDED
                                    : Durations.micros(length.duration().value()),
                            window.rows() == null
                                    ? WindowRule.UNBOUNDED
                                    : window.rows().value(),
                            Durations.micros(window.delay(), 0),
                            window.excludesCurrent() != null,
                            Durations.micros(window.idle(), WindowRule.UNBOUNDED),
                            Wording.origin(name.span())));
        }
    }

    /** The windows of a family in order; null where there is no family of that name. */
    @Nullable
    List<Member> family(String name) {
        return families.get(name);
    }

    /** Whether a name is a window's or a family's. */
    boolean contains(String name) {
        return taken.containsKey(name) || isUnread(name);
    }

    /** Whether a name is, or may be, of a window of which nothing more is known. */
    boolean isUnread(String name) {
        return !taken.containsKey(name)
                && (unread.contains(name) || unread.stream().anyMatch(family -> name.startsWith(family + "_")));
    }

    /** The name that was probably meant. */
    Optional<String> nearest(String name) {
        return nearest.computeIfAbsent(name, unknown -> NearestName.of(unknown, taken.keySet()));
    }

    /** Every name that can be written. */
    Set<String> names() {
        return taken.keySet();
    }

    /** What a window's name stands for in the definition; null where there is no such window. */
    Definition.@Nullable Window written(String name) {
        return written.get(name);
    }

    /** The rule of a window; null where it has a mistake, or there is none. */
    @Nullable
    WindowRule rule(String name) {
        return rules.get(name);
    }
}
