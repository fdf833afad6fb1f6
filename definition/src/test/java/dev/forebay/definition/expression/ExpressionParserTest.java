package dev.forebay.definition.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionParserTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '@',
            value = {
                "a OR b AND NOT c = d || e + f * -g; (OR `a` (AND `b` (NOT (= `c` (|| `d` (+ `e` (* `f` (neg `g`))))))))",
                "a - b - c; (- (- `a` `b`) `c`)",
                "a - (b - c); (- `a` (- `b` `c`))",
                "a / b % c * d; (* (% (/ `a` `b`) `c`) `d`)",
                "a || b || c; (|| (|| `a` `b`) `c`)",
                "a + b || c; (|| (+ `a` `b`) `c`)",
                "-a * b; (* (neg `a`) `b`)",
                "- -a; (neg (neg `a`))",
                "+a; `a`",
                "+5; 5",
                "a -5; (- `a` 5)",
                "a - -5; (- `a` -5)",
                "-5 * a; (* -5 `a`)",
                "-(5); (neg 5)",
                "- 5; -5",
                "-9223372036854775808; -9223372036854775808",
                "NOT a AND b; (AND (NOT `a`) `b`)",
                "NOT a = b; (NOT (= `a` `b`))",
                "NOT -a > 5; (NOT (> (neg `a`) 5))",
                "NOT NOT a; (NOT (NOT `a`))",
                "a != b; (<> `a` `b`)",
                "a <> b; (<> `a` `b`)",
                "a BETWEEN 1 AND 2 AND b; (AND (between `a` 1 2) `b`)",
                "a NOT BETWEEN b + 1 AND c || d; (not-between `a` (+ `b` 1) (|| `c` `d`))",
                "a IN (1, 2 + 3, 'x'); (in `a` [1 (+ 2 3) 'x'])",
                "a not in (1); (not-in `a` [1])",
                "a LIKE 'x%' ESCAPE '!' OR b; (OR (like `a` 'x%' '!') `b`)",
                "a NOT LIKE b; (not-like `a` `b` -)",
                "a IS NULL; (null? `a`)",
                "a is not null; (not-null? `a`)",
                "a IS TRUE; (not-distinct `a` TRUE)",
                "a IS NOT FALSE; (distinct `a` FALSE)",
                "a IS DISTINCT FROM b + 1; (distinct `a` (+ `b` 1))",
                "a IS NOT DISTINCT FROM NULL; (not-distinct `a` NULL)",
                "(a = b) IS NULL; (null? (= `a` `b`))",
                "(a < b) = (c < d); (= (< `a` `b`) (< `c` `d`))",
                "CASE WHEN a THEN 1 WHEN b THEN 2 ELSE 3 END; (case - `a`:1 `b`:2 3)",
                "case a when 1 then 'x' end; (case `a` 1:'x' -)",
                "CASE (a + 1) WHEN 1 THEN 2 END; (case (+ `a` 1) 1:2 -)",
                "CASE WHEN a THEN CASE WHEN b THEN 1 END ELSE CASE b WHEN 2 THEN 3 END END; (case - `a`:(case - `b`:1 -) (case `b` 2:3 -))",
                "CAST(a AS DECIMAL(10, 2)); (cast decimal(10,2) `a`)",
                "TRY_CAST(a + 1 AS double precision); (try-cast double precision (+ `a` 1))",
                "ln(a); (LN [`a`])",
                "NOW(); (NOW [])",
                "f(a, g(b, c)) + 1; (+ (F [`a` (G [`b` `c`])]) 1)",
                "COUNT(*) OVER w; (agg COUNT * [] - `w`)",
                "COUNT(*); (agg COUNT * [] - -)",
                "COUNT(DISTINCT a) FILTER (WHERE b > 1) OVER \"my window\"; (agg COUNT distinct [`a`] (> `b` 1) `my window`)",
                "SUM(a) OVER w / 2; (/ (agg SUM [`a`] - `w`) 2)",
                "TIMESTAMP '2018-04-01T00:00:00Z'; TIMESTAMP'2018-04-01T00:00:00Z'",
                "date '2018-04-01' < d; (< DATE'2018-04-01' `d`)",
                "DECIMAL '1.50'; DECIMAL'1.50'",
                "'it''s'; 'it's'",
                "''; ''",
                "''''; '''",
                "\"a \"\" b\"; `a \" b`",
                "1.5 + .5 + 1e3 + 1.5E-3 + 5.; (+ (+ (+ (+ 1.5 .5) 1e3) 1.5E-3) 5.)",
                "a -- a note; `a`",
                "a /* a note */ + /**/ b; (+ `a` `b`)",
                "a--b; `a`",
                "größe + 名前; (+ `größe` `名前`)",
                "_a1; `_a1`",
                "true AND Null; (AND TRUE NULL)",
            })
    void expression_isParsed_hasTheTree(String text, String tree) {
        assertThat(Structure.of(Parsing.parse(text))).isEqualTo(tree);
    }

    /** No name is reserved: each of these is read as a column wherever a column can stand. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "timestamp",
                "value",
                "count",
                "order",
                "date",
                "decimal",
                "case",
                "not",
                "distinct",
                "cast",
                "try_cast",
                "and",
                "or",
                "in",
                "is",
                "like",
                "between",
                "escape",
                "end",
                "when",
                "then",
                "else",
                "as",
                "from",
                "over",
                "filter",
                "where",
                "interval",
                "if",
                "select",
                "by",
                "group",
                "limit",
                "hour",
                "year",
                "user",
                "key"
            })
    void word_whereAColumnStands_isAName(String word) {
        List<String> wrong = new ArrayList<>();
        for (String context : List.of(
                "%s",
                "%s + 1",
                "1 + %s",
                "%s = 1",
                "1 = %s",
                "(%s)",
                "LN(%s)",
                "f(1, %s)",
                "f(%s, 1)",
                "%s IS NULL",
                "%s IS NOT NULL",
                "%s AND TRUE",
                "TRUE OR %s",
                "NOT (%s)",
                "%s - 1",
                "-%s",
                "%s IN (1)",
                "1 IN (%s)",
                "%s LIKE 'x'",
                "%s BETWEEN 1 AND 2",
                "1 BETWEEN %s AND 2",
                "1 BETWEEN 0 AND %s",
                "CAST(%s AS long)",
                "%s || 'x'",
                "%s < %s",
                "SUM(%s) OVER w")) {
            if (word.equals("not") && (context.contains("%s +") || context.contains("%s -"))) {
                continue;
            }
            String quoted = "\"" + word + "\"";
            String expected = Structure.of(Parsing.parse(context.replace("%s", quoted)));
            String found;
            try {
                found = Structure.of(Parsing.parse(context.replace("%s", word)));
            } catch (AssertionError e) {
                found = String.valueOf(e.getMessage());
            }
            if (!found.equals(expected)) {
                wrong.add(context.replace("%s", word) + " -> " + found);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"timestamp", "value", "count", "order", "date", "end", "from", "is", "and", "distinct", "cast"})
    void word_insideACase_isAName(String word) {
        String text = "CASE WHEN %s THEN %s ELSE %s END".replace("%s", word);
        assertThat(Structure.of(Parsing.parse(text))).isEqualTo("(case - `%s`:`%s` `%s`)".replace("%s", word));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '@',
            value = {
                "timestamp = TIMESTAMP '2018-04-01'; (= `timestamp` TIMESTAMP'2018-04-01')",
                "date(date); (DATE [`date`])",
                "count(count) over order; (agg COUNT [`count`] - `order`)",
                "count + count(*); (+ `count` (agg COUNT * [] - -))",
                "distinct(distinct); (DISTINCT [`distinct`])",
                "COUNT(distinct); (COUNT [`distinct`])",
                "COUNT(distinct distinct); (agg COUNT distinct [`distinct`] - -)",
                "if(if, 1, 2); (IF [`if` 1 2])",
                "case + CASE WHEN case = 1 THEN case END; (+ `case` (case - (= `case` 1):`case` -))",
                "not NOT IN (1); (not-in `not` [1])",
                "NOT not; (NOT `not`)",
                "is IS NULL AND and; (AND (null? `is`) `and`)",
            })
    void word_thatIsSyntaxAndAName_isBoth(String text, String tree) {
        assertThat(Structure.of(Parsing.parse(text))).isEqualTo(tree);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '@',
            value = {
                "a + b * c; b * c",
                "(a + b) * c; (a + b) * c",
                "x AND ( a + b ); a + b",
                "f(a) || LN ( b ); LN ( b )",
                "1 - -5; -5",
                "1 + CASE WHEN a THEN 1 END; CASE WHEN a THEN 1 END",
                "1 + a -- note; a",
                "a OR b IS NOT NULL; b IS NOT NULL",
                "TRUE OR NOT  a; NOT  a",
                "1 + SUM(a) FILTER (WHERE b) OVER w; SUM(a) FILTER (WHERE b) OVER w",
            })
    void lastOperand_hasASpan_thatCoversItWithoutItsParentheses(String text, String covered) {
        Expression parsed = Parsing.parse(text);
        Expression last = parsed.span().text().equals(covered)
                ? parsed
                : parsed.children().get(parsed.children().size() - 1);
        assertThat(last.span().text()).isEqualTo(covered);
    }

    @Test
    void call_isParsed_knowsThePlacesOfItsParts() {
        Expression.Cast cast = (Expression.Cast) Parsing.parse(" CAST( a AS Decimal( 10,2 ) ) ");
        assertThat(cast.typeSpan().text()).isEqualTo("Decimal( 10,2 )");
        assertThat(cast.typeText()).isEqualTo("decimal(10,2)");
        Expression.Binary sum = (Expression.Binary) Parsing.parse("ab <= log1p(c)");
        assertThat(sum.operatorSpan().text()).isEqualTo("<=");
        assertThat(((Expression.Call) sum.right()).functionSpan().text()).isEqualTo("log1p");
    }

    @Test
    void quotedName_isParsed_saysSo() {
        assertThat(((Expression.Name) Parsing.parse("\"web\"")).isQuoted()).isTrue();
        assertThat(((Expression.Name) Parsing.parse("web")).isQuoted()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"99,", "101,FB1061", "50000,FB1061"})
    void parentheses_nestedDeep_areAMistakePastTheLimit(int depth, String code) {
        for (String[] around : new String[][] {{"(", ")"}, {"- (", ")"}, {"f(", ")"}, {"NOT ", ""}, {"- ", ""}}) {
            int times = Math.min(depth, (ExpressionParser.MAX_LENGTH - 1) / (around[0].length() + around[1].length()));
            if (depth > 200) {
                times = Math.min(times, 30_000);
            }
            int levels = around[0].contains("-") && around[0].contains("(") ? times / 2 : times;
            String text = around[0].repeat(levels) + "a" + around[1].repeat(levels);
            if (code == null) {
                assertThat(Parsing.parse(text)).isNotNull();
            } else if (levels > Operands.MAX_NESTING) {
                assertThat(Parsing.mistake(text)).isEqualTo(code);
            }
        }
    }

    @Test
    void rowOfOperators_asLongAsAnExpressionMayBe_isAMistake() {
        assertThat(Parsing.mistake("a" + "+a".repeat(32_000))).isEqualTo("FB1061");
        assertThat(Parsing.mistake("CASE WHEN a THEN 1 ELSE ".repeat(2_000))).isEqualTo("FB1061");
        assertThat(Parsing.parse("a" + " OR a".repeat(400))).isNotNull();
    }

    @Test
    void expression_ofTenMegabytes_isAMistake() {
        assertThat(Parsing.mistake("a + ".repeat(2_500_000) + "a")).isEqualTo("FB1060");
    }
}
