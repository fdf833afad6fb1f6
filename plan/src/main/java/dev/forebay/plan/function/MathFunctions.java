package dev.forebay.plan.function;

import java.util.List;

/** Functions of numbers. */
final class MathFunctions {
    static final List<Entry> ENTRIES = List.of(
            entry("ABS", "The value without its sign.")
                    .takes("x", "a number")
                    .on("long -> long!", "double -> double", "decimal -> decimal")
                    .errors("overflow: of the smallest `long`.")
                    .example("ABS(-3)", "3")
                    .example("ABS(-0.5)", "0.5"),
            entry("SIGN", "-1, 0 or 1, as x is below, equal to or above 0.")
                    .takes("x", "a number")
                    .on("long -> long", "double -> double", "decimal -> long")
                    .details("Of a double: a double; NaN and -0.0 stay what they are.")
                    .example("SIGN(-12)", "-1")
                    .example("SIGN(0.25)", "1.0"),
            entry("CEIL", "The smallest whole number that is not below x.")
                    .alias("CEILING")
                    .takes("x", "a number")
                    .on("long -> long", "double -> double", "decimal -> decimal!")
                    .details("The result has the type of x; a decimal keeps its scale.")
                    .errors("overflow: a decimal of all nines in 18 digits.")
                    .example("CEIL(1.2)", "2.0")
                    .example("CEIL(-1.2)", "-1.0")
                    .example("CEIL(DECIMAL '1.20')", "2.00"),
            entry("FLOOR", "The largest whole number that is not above x.")
                    .takes("x", "a number")
                    .on("long -> long", "double -> double", "decimal -> decimal!")
                    .details("The result has the type of x; a decimal keeps its scale.")
                    .errors("overflow: a decimal of all nines in 18 digits.")
                    .example("FLOOR(1.8)", "1.0")
                    .example("FLOOR(-1.2)", "-2.0"),
            entry("ROUND", "x rounded to digits after the point, half away from zero.")
                    .takes("x", "a number")
                    .takes(
                            "digits",
                            "how many digits after the point, 0 unless given; below 0 rounds to tens, hundreds")
                    .on(
                            "long -> long",
                            "double -> double",
                            "decimal -> decimal!",
                            "long, long -> long!",
                            "double, long -> double",
                            "decimal, long -> decimal!")
                    .details(
                            "A double is rounded by the exact decimal value it has: 1.005 is a little less, so it gives 1.0. The result has the type of x; a decimal keeps its scale. The sign of zero is kept.")
                    .errors("overflow: a `long` or `decimal` that does not fit once rounded.")
                    .example("ROUND(2.5)", "3.0")
                    .example("ROUND(-2.5)", "-3.0")
                    .example("ROUND(2.345, 2)", "2.35")
                    .example("ROUND(1.005, 2)", "1.0")
                    .example("ROUND(1250, -2)", "1300"),
            entry("TRUNC", "x without what is after the point.")
                    .alias("TRUNCATE")
                    .takes("x", "a number")
                    .on("long -> long", "double -> double", "decimal -> decimal")
                    .details("The result has the type of x; a decimal keeps its scale.")
                    .example("TRUNC(2.9)", "2.0")
                    .example("TRUNC(-2.9)", "-2.0"),
            real("SQRT", "The square root.", "SQRT(9)", "3.0"),
            real("CBRT", "The cube root.", "CBRT(27)", "3.0"),
            real("EXP", "e to the power of x.", "EXP(0)", "1.0"),
            real("EXPM1", "e to the power of x, less 1, exact near 0.", "EXPM1(0)", "0.0"),
            real("LN", "The natural logarithm.", "LN(1)", "0.0").alias("LOG").example("LN(-1)", "NaN"),
            real("LOG10", "The logarithm to base 10.", "LOG10(1000)", "3.0"),
            real("LOG2", "The logarithm to base 2.", "LOG2(8)", "3.0")
                    .details(
                            "With x = m 2^e and m from 0.7071067811865476 (included) to 1.4142135623730951 (excluded): e + ln(m) / ln(2) in doubles; exact for powers of two."),
            real("LOG1P", "The natural logarithm of 1 + x, exact near 0.", "LOG1P(0)", "0.0"),
            real2("POWER", "x to the power of y.", "x", "y", "POWER(2, 10)", "1024.0")
                    .alias("POW"),
            real("SIN", "The sine of an angle in radians.", "SIN(0)", "0.0"),
            real("COS", "The cosine of an angle in radians.", "COS(0)", "1.0"),
            real("TAN", "The tangent of an angle in radians.", "TAN(0)", "0.0"),
            real("ASIN", "The angle in radians whose sine is x.", "ASIN(1)", "1.5707963267948966"),
            real("ACOS", "The angle in radians whose cosine is x.", "ACOS(1)", "0.0"),
            real("ATAN", "The angle in radians whose tangent is x.", "ATAN(1)", "0.7853981633974483"),
            real2("ATAN2", "The angle in radians of the point (x, y).", "y", "x", "ATAN2(1, 1)", "0.7853981633974483"),
            real("SINH", "The hyperbolic sine.", "SINH(0)", "0.0"),
            real("COSH", "The hyperbolic cosine.", "COSH(0)", "1.0"),
            real("TANH", "The hyperbolic tangent.", "TANH(0)", "0.0"),
            real("DEGREES", "Radians as degrees: x * 57.29577951308232.", "DEGREES(PI())", "180.0"),
            real("RADIANS", "Degrees as radians: x * 0.017453292519943295.", "RADIANS(180)", "3.141592653589793"),
            entry("PI", "The number pi.").on("-> double").example("PI()", "3.141592653589793"),
            entry("E", "The number e.").on("-> double").example("E()", "2.718281828459045"),
            real("SIGMOID", "1 / (1 + e^-x).", "SIGMOID(0)", "0.5")
                    .details("From 0 on 1 / (1 + EXP(-x)), below with t = EXP(x): t / (1 + t)."),
            real("LOGIT", "LN(x / (1 - x)), the inverse of `SIGMOID`.", "LOGIT(0.5)", "0.0"),
            real2("HYPOT", "SQRT(x^2 + y^2) without overflow in between.", "x", "y", "HYPOT(3, 4)", "5.0"),
            entry("CLIP", "x, but not below low and not above high.")
                    .takes("x", "a number")
                    .takes("low", "the smallest result")
                    .takes("high", "the largest result")
                    .on(
                            "long, long, long -> long",
                            "double, double, double -> double",
                            "decimal, decimal, decimal -> decimal")
                    .details(
                            "low if x < low, else high if x > high, else x; NaN stays NaN, and a NaN bound bounds nothing.")
                    .example("CLIP(15, 0, 10)", "10")
                    .example("CLIP(-0.5, 0, 1)", "0.0"),
            extreme("GREATEST", "The largest of the values that are not null.")
                    .example("GREATEST(1, 3, 2)", "3")
                    .example("GREATEST(NULL, 1.5)", "1.5")
                    .example("GREATEST('a', 'b')", "'b'"),
            extreme("LEAST", "The smallest of the values that are not null.")
                    .example("LEAST(1, 3, 2)", "1")
                    .example("LEAST(DATE '2018-04-02', DATE '2018-04-01')", "2018-04-01"),
            entry("SAFE_DIVIDE", "x / y, or null where y is 0.")
                    .takes("x", "a number")
                    .takes("y", "a number")
                    .on("double, double -> double?")
                    .example("SAFE_DIVIDE(1, 4)", "0.25")
                    .example("SAFE_DIVIDE(1, 0)", "NULL"),
            entry("IS_NAN", "Whether x is NaN.")
                    .takes("x", "a number")
                    .on("double -> boolean")
                    .example("IS_NAN(0 / 0)", "true"),
            entry("IS_INFINITE", "Whether x is infinite.")
                    .takes("x", "a number")
                    .on("double -> boolean")
                    .example("IS_INFINITE(1 / 0)", "true"),
            entry("IS_FINITE", "Whether x is neither NaN nor infinite.")
                    .takes("x", "a number")
                    .on("double -> boolean")
                    .example("IS_FINITE(1.5)", "true"),
            entry("NAN_TO_NULL", "x, or null where x is NaN.")
                    .takes("x", "a number")
                    .on("double -> double?")
                    .example("NAN_TO_NULL(0 / 0)", "NULL")
                    .example("NAN_TO_NULL(1.5)", "1.5"),
            entry("RESCALE", "x moved from one range to another, linearly.")
                    .takes("x", "a number")
                    .takes("from_low", "what becomes to_low")
                    .takes("from_high", "what becomes to_high")
                    .takes("to_low", "a number")
                    .takes("to_high", "a number")
                    .on("double, double, double, double, double -> double")
                    .details(
                            "to_low + (x - from_low) / (from_high - from_low) * (to_high - to_low), evaluated as written. Not clipped.")
                    .example("RESCALE(5, 0, 10, 0, 1)", "0.5"),
            entry("WIDTH_BUCKET", "The number of the bucket x falls in, of n of equal width from low to high.")
                    .takes("x", "a number")
                    .takes("low", "where bucket 1 begins")
                    .takes("high", "where bucket n ends, excluded")
                    .takes("n", "how many buckets")
                    .on("double, double, double, long -> long!")
                    .details(
                            "0 below low, n + 1 from high on and for NaN, else the smaller of n and FLOOR(n * (x - low) / (high - low)) + 1.")
                    .errors("domain: n below 1, low not below high, or a bound that is not finite.")
                    .example("WIDTH_BUCKET(35, 0, 100, 10)", "4")
                    .example("WIDTH_BUCKET(-1, 0, 100, 10)", "0")
                    .example("WIDTH_BUCKET(100, 0, 100, 10)", "11"),
            entry("BUCKET", "How many of the edges are not above x.")
                    .takes("x", "a number")
                    .takes("edge", "a number; any count of them")
                    .on("long, long... -> long", "double, double... -> long")
                    .details("NaN is above every number. The edges need not be in order.")
                    .example("BUCKET(75, 10, 50, 100)", "2")
                    .example("BUCKET(0.5, 1, 2)", "0"));

    private MathFunctions() {}

    private static Entry entry(String name, String summary) {
        return new Entry(Category.MATH, name, summary);
    }

    private static Entry real(String name, String summary, String example, String result) {
        return entry(name, summary)
                .takes("x", "a number")
                .on("double -> double")
                .example(example, result);
    }

    private static Entry real2(
            String name, String summary, String first, String second, String example, String result) {
        return entry(name, summary)
                .takes(first, "a number")
                .takes(second, "a number")
                .on("double, double -> double")
                .example(example, result);
    }

    private static Entry extreme(String name, String summary) {
        return entry(name, summary)
                .takes("x", "a value; any count of them, of one type or `long` with `double`")
                .seesNulls()
                .on(
                        "long... -> long",
                        "double... -> double",
                        "decimal... -> decimal",
                        "string... -> string",
                        "timestamp... -> timestamp",
                        "date... -> date")
                .details("Null only if all are. NaN is greater than every number; of equal values the first.");
    }
}
