package dev.forebay.plan.resolve;

import dev.forebay.plan.expression.Origin;
import dev.forebay.plan.expression.TypedExpression;
import dev.forebay.types.diagnostic.NearestName;
import dev.forebay.types.diagnostic.Span;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** How names, types and places are put in messages. */
final class Wording {
    private static final int MOST_NAMES = 12;
    private static final int LONGEST_QUOTE = 40;

    private Wording() {}

    static Origin origin(Span span) {
        return new Origin(span.source().name(), span.line(), span.column());
    }

    /** {@code a, b, c}, cut after a dozen. */
    static String list(Collection<String> names) {
        String shown = names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
        return names.size() <= MOST_NAMES ? shown : shown + " and " + (names.size() - MOST_NAMES) + " more";
    }

    /** {@code a, b or c}. */
    static String either(List<String> names) {
        int last = names.size() - 1;
        return last < 1 ? String.join("", names) : String.join(", ", names.subList(0, last)) + " or " + names.get(last);
    }

    /** {@code what: a, b, c}, and the nearest one where there is one. */
    static String[] namesAndNearest(String what, String found, Collection<String> names) {
        List<String> notes = new ArrayList<>();
        notes.add(names.isEmpty() ? "there are no " + what : what + ": " + list(names));
        NearestName.of(found, names).ifPresent(near -> notes.add("did you mean '" + near + "'?"));
        if (found.indexOf('(') > 0) {
            notes.add("names stand here: give the expression one under 'features', and write that");
        }
        return notes.toArray(String[]::new);
    }

    /** The text as written, on one line and not too long to quote. */
    static String quote(Span span) {
        String text = span.text().strip().replaceAll("\\s+", " ");
        return text.length() <= LONGEST_QUOTE && !text.isEmpty() ? text : "x";
    }

    static String types(Collection<TypedExpression> expressions) {
        return expressions.stream().map(e -> e.type().toString()).collect(Collectors.joining(", ", "(", ")"));
    }

    static String counted(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
