package dev.forebay.plan.function;

import java.util.List;

/** Numbers on a circle: 23 o'clock and 0 o'clock are neighbours. */
final class CyclicalFunctions {
    static final List<Entry> ENTRIES = List.of(
            entry("CYCLE_SIN", "The sine of x on a circle of that period.")
                    .details("StrictMath.sin((2 * PI * x) / period).")
                    .example("CYCLE_SIN(6, 24)", "1.0")
                    .example("CYCLE_SIN(0, 7)", "0.0"),
            entry("CYCLE_COS", "The cosine of x on a circle of that period.")
                    .details("StrictMath.cos((2 * PI * x) / period).")
                    .example("CYCLE_COS(12, 24)", "-1.0"));

    private CyclicalFunctions() {}

    private static Entry entry(String name, String summary) {
        return new Entry(Category.CYCLICAL, name, summary)
                .takes("x", "a position, such as the hour")
                .takes("period", "how long the circle is, such as 24")
                .on("double, double -> double");
    }
}
