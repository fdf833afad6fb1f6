package dev.forebay.plan.function;

import java.util.List;

/** Functions that choose; what is not chosen is not evaluated. All are special forms. */
final class ConditionalFunctions {
    static final List<Entry> ENTRIES = List.of(
            entry("COALESCE", "The first value that is not null.")
                    .takes("a", "a value")
                    .takes("b, ...", "values of the same type, or `long` with `double`")
                    .details("Values after it are not evaluated.")
                    .example("COALESCE(NULL, 2, 3)", "2")
                    .example("COALESCE(NULL, NULL)", "NULL"),
            entry("IFNULL", "x, or y where x is null.")
                    .alias("NVL")
                    .takes("x", "a value")
                    .takes("y", "a value of the same type")
                    .example("IFNULL(NULL, 'none')", "'none'"),
            entry("NULLIF", "Null where x equals y, else x.")
                    .takes("x", "a value")
                    .takes("y", "a value of a comparable type")
                    .example("NULLIF('n/a', 'n/a')", "NULL")
                    .example("NULLIF(5, 0)", "5"),
            entry("IF", "a where the condition is true, else b.")
                    .alias("IIF")
                    .takes("condition", "a condition; null counts as false")
                    .takes("a", "a value")
                    .takes("b", "a value of the same type, or `long` with `double`")
                    .example("IF(2 > 1, 'yes', 'no')", "'yes'")
                    .example("IF(NULL, 1, 0)", "0"),
            entry("NULL_TO_ZERO", "x, or 0 where x is null.")
                    .takes("x", "a number")
                    .example("NULL_TO_ZERO(CAST(NULL AS double))", "0.0")
                    .example("NULL_TO_ZERO(7)", "7"));

    private ConditionalFunctions() {}

    private static Entry entry(String name, String summary) {
        return new Entry(Category.CONDITIONAL, name, summary);
    }
}
