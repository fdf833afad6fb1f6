package dev.forebay.plan.window;

import dev.forebay.types.Type;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The aggregates as a page of the manual, in Markdown, with examples that are checked. */
public final class AggregateReference {
    /** The columns of the examples' events. */
    public static final Map<String, Type> COLUMNS =
            Map.of("at", Type.TIMESTAMP, "amount", Type.DOUBLE, "channel", Type.STRING, "approved", Type.BOOLEAN);

    private static final String HEAD = """
            # Aggregates

            <!-- Written from AggregateReference by AggregateReferenceTest; run it with -Ddocs.update=true after a change. -->

            An aggregate looks over a window of the past of the event's key
            ([how windows are defined](definition.md#windows), [what is in them](../concepts/windows.md)):

            ```sql
            AGGREGATE(x) [FILTER (WHERE condition)] OVER window
            ```

            It stands anywhere in the expression of a feature, as often as wanted. What holds for all aggregates:

            - `x` and the condition are expressions over single events: columns, and features that use no aggregate.
            - An event contributes if the condition is true, or absent, and `x` is not null.
            - Over no values a count is 0, and every other aggregate is null.
            - The result is that of the set of events in the window, bit for bit: it does not depend on the order in which they
              came, on batches, threads or restarts. "First" and "last" are by time, and among equal times by the order in which
              events were processed.
            - NaN equals itself and is greater than any number; -0.0 equals 0.0. Texts compare by code point, false is below true.
            - Where `x` or the condition fails on an earlier event (as with an overflow), that event does not contribute. Where it
              fails on the event itself, the aggregate fails, and the event is rejected unless the failing branch is not chosen.
            - An expression over a family of windows is repeated for each of them.

            The examples are over these events of one key, the last of them being the event that is computed, and a window
            `ever` that holds all of them (`ever: {by: card}`):

            | at | amount | channel | approved |
            |---|---|---|---|
            | 10:00 | 20.0 | pos | false |
            | 10:10 | null | web | true |
            | 10:20 | 5.0 | web | true |
            | 10:30 | 20.0 | pos | null |
            """;

    private static final Map<AggregateFunction, Entry> ENTRIES = entries();

    /** An expression over the events at the head of the page, and what it gives. */
    public record Example(String expression, String result) {}

    private record Entry(String usage, String summary, String details, List<Example> examples) {}

    private AggregateReference() {}

    /** The examples of an aggregate; at least one. */
    public static List<Example> examples(AggregateFunction function) {
        return entry(function).examples();
    }

    /** The whole page, lines ended with LF. */
    public static String markdown() {
        StringBuilder page = new StringBuilder(HEAD);
        for (AggregateFunction function : AggregateFunction.values()) {
            Entry entry = entry(function);
            page.append("\n## `").append(title(function)).append("`\n\n");
            page.append("`")
                    .append(entry.usage())
                    .append("`: ")
                    .append(entry.summary())
                    .append("\n\n");
            page.append("Types: ").append(types(function)).append(".\n\n");
            if (!entry.details().isEmpty()) {
                page.append(entry.details()).append("\n\n");
            }
            page.append("```sql\n");
            for (Example example : entry.examples()) {
                page.append(example.expression())
                        .append("  -- ")
                        .append(example.result())
                        .append('\n');
            }
            page.append("```\n");
        }
        return page.append("""

                ## Later

                `APPROX_COUNT_DISTINCT`, `APPROX_PERCENTILE`, `EXP_DECAY_SUM`, `TOP_K`, `LINEAR_TREND`, `LAST_N` and `HISTOGRAM` are
                reserved for later versions.
                """).toString();
    }

    private static Entry entry(AggregateFunction function) {
        Entry entry = ENTRIES.get(function);
        if (entry == null) {
            throw new IllegalArgumentException(function + " has no entry");
        }
        return entry;
    }

    private static String title(AggregateFunction function) {
        return function == AggregateFunction.COUNT_DISTINCT ? "COUNT(DISTINCT)" : function.name();
    }

    /** What it takes and gives, read off the function itself. */
    private static String types(AggregateFunction function) {
        List<String> types = new ArrayList<>();
        boolean same = true;
        for (Type.Kind kind : Type.Kind.values()) {
            Type argument = kind == Type.Kind.DECIMAL ? Type.decimal(9, 2) : new Type(kind, 0, 0);
            same &= function.result(argument).filter(argument::equals).isPresent();
            function.result(argument)
                    .ifPresent(result -> types.add("`(" + name(argument) + ") → " + name(result) + "`"));
        }
        if (same) {
            return "any; the result is of the same type";
        }
        if (function.isCount()) {
            return "any; the result is a `long` and never null";
        }
        if (function.result(Type.DOUBLE).isPresent()
                && function.result(Type.decimal(9, 2)).isEmpty()) {
            types.add("`(decimal) → double`");
        }
        return types.stream().collect(Collectors.joining(", ", "", ", or null"));
    }

    private static String name(Type type) {
        return type.isDecimal()
                ? type.precision() == 18 ? "decimal(18,s)" : "decimal(p,s)"
                : type.kind().name().toLowerCase(Locale.ROOT);
    }

    private static Map<AggregateFunction, Entry> entries() {
        Map<AggregateFunction, Entry> entries = new EnumMap<>(AggregateFunction.class);
        add(
                entries,
                AggregateFunction.COUNT,
                "COUNT(*), COUNT(x)",
                "How many events there are, or how many values.",
                "",
                "COUNT(*) OVER ever",
                "4",
                "COUNT(amount) OVER ever",
                "3",
                "COUNT(*) FILTER (WHERE channel = 'web') OVER ever",
                "2");
        add(
                entries,
                AggregateFunction.COUNT_DISTINCT,
                "COUNT(DISTINCT x)",
                "How many different values there are, exactly.",
                "",
                "COUNT(DISTINCT amount) OVER ever",
                "2");
        add(
                entries,
                AggregateFunction.SUM,
                "SUM(x)",
                "The exact sum; of doubles rounded once.",
                "A sum of doubles is the same in whatever order they came; an exact zero is 0.0, NaN or infinities of both signs give NaN. "
                        + "A `long` sum, or a decimal one of more than 18 digits, that does not fit is an error: `overflow`.",
                "SUM(amount) OVER ever",
                "45.0");
        add(
                entries,
                AggregateFunction.AVG,
                "AVG(x)",
                "The sum, rounded to a double, divided by the count. Of a boolean the share that is true.",
                "",
                "AVG(amount) OVER ever",
                "15.0",
                "AVG(approved) OVER ever",
                "0.6666666666666666");
        add(entries, AggregateFunction.MIN, "MIN(x)", "The smallest value.", "", "MIN(amount) OVER ever", "5.0");
        add(
                entries,
                AggregateFunction.MAX,
                "MAX(x)",
                "The greatest value; NaN where there is one.",
                "",
                "MAX(amount) OVER ever",
                "20.0");
        add(
                entries,
                AggregateFunction.VAR_POP,
                "VAR_POP(x)",
                "The variance of the values: (n Σx² − (Σx)²) / n².",
                "Exact until one rounding, so that the variance of equal values is 0. NaN where a value is NaN or infinite.",
                "VAR_POP(amount) OVER ever",
                "50.0");
        add(
                entries,
                AggregateFunction.VAR_SAMP,
                "VAR_SAMP(x)",
                "The variance of a sample: (n Σx² − (Σx)²) / (n (n − 1)). Null for a single value.",
                "Exact until one rounding.",
                "VAR_SAMP(amount) OVER ever",
                "75.0");
        add(
                entries,
                AggregateFunction.STDDEV_POP,
                "STDDEV_POP(x)",
                "The square root of `VAR_POP(x)`.",
                "",
                "STDDEV_POP(amount) OVER ever",
                "7.0710678118654755");
        add(
                entries,
                AggregateFunction.STDDEV_SAMP,
                "STDDEV_SAMP(x)",
                "The square root of `VAR_SAMP(x)`. Null for a single value.",
                "",
                "STDDEV_SAMP(amount) OVER ever",
                "8.660254037844387");
        add(
                entries,
                AggregateFunction.FIRST_VALUE,
                "FIRST_VALUE(x)",
                "The first value by time; nulls are skipped.",
                "",
                "FIRST_VALUE(amount) OVER ever",
                "20.0");
        add(
                entries,
                AggregateFunction.LAST_VALUE,
                "LAST_VALUE(x)",
                "The last value by time; nulls are skipped.",
                "The event itself is the last of its own window, unless the window has a delay or `exclude: current`.",
                "LAST_VALUE(channel) OVER ever",
                "'pos'",
                "LAST_VALUE(approved) OVER ever",
                "true");
        add(
                entries,
                AggregateFunction.LAG,
                "LAG(x[, n])",
                "The n-th last value before the event itself, by time; nulls are skipped.",
                "`n` is a constant from 1 to 1000, and 1 where it is left out.",
                "LAG(amount) OVER ever",
                "5.0",
                "LAG(amount, 2) OVER ever",
                "20.0",
                "SECONDS_BETWEEN(LAG(at) OVER ever, at)",
                "600.0");
        add(
                entries,
                AggregateFunction.MODE,
                "MODE(x)",
                "The most frequent value; of equally frequent ones the smallest.",
                "",
                "MODE(channel) OVER ever",
                "'pos'");
        return entries;
    }

    /** @param examples expressions, each with its result behind it */
    private static void add(
            Map<AggregateFunction, Entry> into,
            AggregateFunction function,
            String usage,
            String summary,
            String details,
            String... examples) {
        List<Example> all = new ArrayList<>();
        for (int i = 0; i < examples.length; i += 2) {
            all.add(new Example(examples[i], examples[i + 1]));
        }
        into.put(function, new Entry(usage, summary, details, List.copyOf(all)));
    }
}
