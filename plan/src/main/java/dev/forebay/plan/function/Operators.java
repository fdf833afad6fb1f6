package dev.forebay.plan.function;

import java.util.List;

/** Operators, and the forms that SQL writes with keywords. */
final class Operators {
    private static final String[] COMPARABLE = {
        "long, long -> boolean",
        "double, double -> boolean",
        "long, double -> boolean",
        "double, long -> boolean",
        "decimal, decimal -> boolean",
        "string, string -> boolean",
        "boolean, boolean -> boolean",
        "timestamp, timestamp -> boolean",
        "date, date -> boolean"
    };

    private static final String ORDER =
            "A `long` and a `double` are compared exactly, as numbers. NaN equals itself and is greater than every number; -0.0 equals 0.0.";

    static final List<Entry> ENTRIES = List.of(
            arithmetic("+", "The sum.")
                    .on("long, long -> long!", "double, double -> double", "decimal, decimal -> decimal!")
                    .details(
                            "A sum of decimals has the larger scale. To add to a timestamp use `ADD_SECONDS` and its like.")
                    .errors("overflow: a `long` or `decimal` result that does not fit.")
                    .example("1 + 2", "3")
                    .example("1 + 0.5", "1.5")
                    .example("DECIMAL '1.10' + DECIMAL '2.205'", "3.305")
                    .example("9223372036854775807 + 1", "error overflow"),
            arithmetic("-", "The difference.")
                    .on("long, long -> long!", "double, double -> double", "decimal, decimal -> decimal!")
                    .details(
                            "A difference of decimals has the larger scale. Between timestamps use `SECONDS_BETWEEN` and its like.")
                    .errors("overflow: a `long` or `decimal` result that does not fit.")
                    .example("5 - 7", "-2")
                    .example("DECIMAL '5' - DECIMAL '0.01'", "4.99"),
            arithmetic("*", "The product.")
                    .on("long, long -> long!", "double, double -> double", "decimal, decimal -> decimal!")
                    .details(
                            "The scale of a product of decimals is the sum of their scales; above 18 it is a type error.")
                    .errors("overflow: a `long` or `decimal` result that does not fit.")
                    .example("6 * 7", "42")
                    .example("2 * 0.25", "0.5")
                    .example("DECIMAL '1.5' * DECIMAL '0.25'", "0.375"),
            arithmetic("/", "The quotient, always a `double`.")
                    .on("double, double -> double")
                    .details("x / 0 is an infinity, 0 / 0 is NaN. See `SAFE_DIVIDE` for null instead.")
                    .example("7 / 2", "3.5")
                    .example("1 / 0", "Infinity"),
            arithmetic("%", "The remainder; it has the sign of x.")
                    .alias("MOD")
                    .form("x % y, MOD(x, y)")
                    .on("long, long -> long!", "double, double -> double", "decimal, decimal -> decimal!")
                    .details("Of doubles: Java's `%`, NaN for y = 0. A remainder of decimals has the larger scale.")
                    .errors("domain: `long` or `decimal` division by zero.")
                    .example("7 % 3", "1")
                    .example("MOD(-7, 3)", "-1")
                    .example("5.5 % 2", "1.5")
                    .example("1 % 0", "error domain"),
            new Entry(Category.OPERATOR, "NEGATE", "The value with its sign turned.")
                    .form("-x")
                    .takes("x", "a number")
                    .on("long -> long!", "double -> double", "decimal -> decimal")
                    .errors("overflow: of the smallest `long`.")
                    .example("-(2 + 3)", "-5"),
            comparison("=", "Whether they are equal.", "1 = 1.0", "true"),
            comparison("<>", "Whether they differ. `!=` is the same.", "'a' <> 'A'", "true"),
            comparison("<", "Whether x comes before y.", "'a' < 'b'", "true"),
            comparison("<=", "Whether x comes before y or equals it.", "2 <= 1.5", "false"),
            comparison(">", "Whether x comes after y.", "DATE '2018-04-02' > DATE '2018-04-01'", "true"),
            comparison(">=", "Whether x comes after y or equals it.", "NULL >= 1", "NULL"),
            new Entry(Category.OPERATOR, "IS_DISTINCT_FROM", "Whether they differ, where null equals null.")
                    .form("x IS [NOT] DISTINCT FROM y")
                    .takes("x", "a value")
                    .takes("y", "a value of a comparable type")
                    .seesNulls()
                    .on(COMPARABLE)
                    .details("Never null. " + ORDER)
                    .example("1 IS DISTINCT FROM NULL", "true")
                    .example("NULL IS NOT DISTINCT FROM NULL", "true"),
            new Entry(Category.OPERATOR, "NOT", "False for true and true for false.")
                    .form("NOT x")
                    .takes("x", "a condition")
                    .on("boolean -> boolean")
                    .example("NOT 1 = 2", "true")
                    .example("NOT NULL", "NULL"),
            form("AND", "x AND y", "False if one is false, else null if one is null, else true.")
                    .details("y is not evaluated where x is false.")
                    .example("TRUE AND NULL", "NULL")
                    .example("FALSE AND NULL", "false"),
            form("OR", "x OR y", "True if one is true, else null if one is null, else false.")
                    .details("y is not evaluated where x is true.")
                    .example("TRUE OR NULL", "true")
                    .example("FALSE OR NULL", "NULL"),
            new Entry(Category.OPERATOR, "||", "Both texts, one after the other.")
                    .form("x || y")
                    .takes("x", "a text")
                    .takes("y", "a text")
                    .on("string, string -> string!")
                    .errors("domain: a result of more than 65,536 bytes.")
                    .example("'fore' || 'bay'", "'forebay'")
                    .example("'a' || NULL", "NULL"),
            new Entry(
                            Category.OPERATOR,
                            "LIKE",
                            "Whether the whole text matches: `%` stands for any characters, `_` for one.")
                    .form("s [NOT] LIKE pattern [ESCAPE 'c']")
                    .takes("s", "a text")
                    .takes("pattern", "a text with `%` and `_`")
                    .constant("escape", ConstantRule.ESCAPE)
                    .on("string, string -> boolean", "string, string, string -> boolean!")
                    .details(
                            "The escape character makes the `%`, `_` or escape character behind it plain; without `ESCAPE` there is none.")
                    .errors("domain: the escape character before anything else, or at the end.")
                    .example("'web-shop' LIKE 'web%'", "true")
                    .example("'50%' LIKE '50!%' ESCAPE '!'", "true")
                    .example("'abc' NOT LIKE 'a_'", "true"),
            form("BETWEEN", "x [NOT] BETWEEN low AND high", "Whether low <= x and x <= high.")
                    .example("2 BETWEEN 1 AND 3", "true")
                    .example("5 BETWEEN NULL AND 3", "false"),
            form("IN", "x [NOT] IN (a, b, ...)", "Whether x equals one of them.")
                    .details("Null if x is null, or if it equals none and one of them is null.")
                    .example("'web' IN ('pos', 'web')", "true")
                    .example("1 IN (2, NULL)", "NULL"),
            form("IS NULL", "x IS [NOT] NULL", "Whether x is null.").example("NULL IS NULL", "true"),
            form(
                            "CASE",
                            "CASE [x] WHEN a THEN b ... [ELSE c] END",
                            "The result of the first branch whose condition is true or, with x, whose value equals x; else `ELSE`, else null.")
                    .details(
                            "Branches after it are not evaluated. All results have one type; `long` and `double` give `double`.")
                    .example("CASE WHEN 1 > 2 THEN 'a' ELSE 'b' END", "'b'")
                    .example("CASE 3 WHEN 1 THEN 'one' WHEN 3 THEN 'three' END", "'three'")
                    .example("CASE WHEN FALSE THEN 1 END", "NULL"),
            form("CAST", "CAST(x AS type)", "x as another type.")
                    .details(
                            "`double` to `long` truncates towards zero. To `decimal(p,s)` rounds half to even. `boolean` to `long` or `double` is 0 or 1. A timestamp is the date it falls on in UTC, a date its midnight in UTC. From a text the whole text must be a value of the type, without spaces around it. To a text: the shortest digits that read back to the same `double`, `NaN`, `Infinity`, a timestamp as RFC 3339 in UTC.")
                    .errors("cast: a value that the type does not have.")
                    .example("CAST('42' AS long)", "42")
                    .example("CAST(-2.7 AS long)", "-2")
                    .example("CAST(2.5 AS decimal(3,0))", "2")
                    .example("CAST(0.1 AS string)", "'0.1'")
                    .example("CAST(TIMESTAMP '2018-04-01T23:59:59Z' AS date)", "2018-04-01")
                    .example("CAST(1e300 AS long)", "error cast"),
            form(
                            "TRY_CAST",
                            "TRY_CAST(x AS type)",
                            "x as another type, or null for a value that the type does not have.")
                    .example("TRY_CAST('n/a' AS double)", "NULL")
                    .example("TRY_CAST('1.5' AS double)", "1.5"));

    private Operators() {}

    private static Entry arithmetic(String symbol, String summary) {
        return new Entry(Category.OPERATOR, symbol, summary)
                .form("x " + symbol + " y")
                .takes("x", "a number")
                .takes("y", "a number");
    }

    private static Entry comparison(String symbol, String summary, String example, String result) {
        return new Entry(Category.OPERATOR, symbol, summary)
                .form("x " + symbol + " y")
                .takes("x", "a value")
                .takes("y", "a value of a comparable type")
                .on(COMPARABLE)
                .details(ORDER)
                .example(example, result);
    }

    private static Entry form(String name, String form, String summary) {
        return new Entry(Category.OPERATOR, name, summary).form(form);
    }
}
