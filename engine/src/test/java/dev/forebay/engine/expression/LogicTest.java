package dev.forebay.engine.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.engine.Expressions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SQL's null logic, and which errors count where not every operand is needed. */
class LogicTest {
    private static final String FAILS = "(1 % 0 = 0)";

    @ParameterizedTest
    @CsvSource({
        "TRUE, TRUE, true, true",
        "TRUE, FALSE, false, true",
        "TRUE, NULL, null, true",
        "TRUE, ERROR, error, true",
        "FALSE, TRUE, false, true",
        "FALSE, FALSE, false, false",
        "FALSE, NULL, false, null",
        "FALSE, ERROR, false, error",
        "NULL, TRUE, null, true",
        "NULL, FALSE, false, null",
        "NULL, NULL, null, null",
        "NULL, ERROR, error, error",
        "ERROR, TRUE, error, error",
        "ERROR, FALSE, error, error",
        "ERROR, NULL, error, error",
        "ERROR, ERROR, error, error",
    })
    void junction_ofTwo_isSqlsAndStopsAtWhatDecides(String x, String y, String and, String or) {
        assertThat(String.valueOf(Expressions.evaluate(written(x) + " AND " + written(y))))
                .isEqualTo(and);
        assertThat(String.valueOf(Expressions.evaluate(written(x) + " OR " + written(y))))
                .isEqualTo(or);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "TRUE AND NULL AND FALSE; false",
                "NULL OR FALSE OR TRUE; true",
                "NULL AND ERROR AND FALSE; error",
                "FALSE AND ERROR AND ERROR; false",
                "TRUE OR ERROR; true",
                "NOT NULL; null",
                "NOT ERROR; error",
                "CASE WHEN TRUE THEN 1 WHEN ERROR THEN 2 END; 1",
                "CASE WHEN FALSE THEN 1 % 0 ELSE 3 END; 3",
                "CASE WHEN ERROR THEN 1 ELSE 3 END; error",
                "CASE WHEN NULL THEN 1 WHEN TRUE THEN 2 END; 2",
                "CASE WHEN TRUE THEN 1 % 0 ELSE 3 END; error",
                "COALESCE(1, 1 % 0); 1",
                "COALESCE(NULL, 1 % 0, 2); error",
                "IF(TRUE, 1, 1 % 0); 1",
                "IFNULL('a', CAST(CONCAT('x') AS string)); a",
                "GREATEST(1, 1 % 0); error",
                "(1 % 0) IS NULL; error",
                "(1 % 0) IN (1, 2); error",
                "1 IN (1 % 0, 1); error",
                "NULL + 1 % 0; error",
                "1 % 0 IS DISTINCT FROM NULL; error",
                "CONCAT('a', CAST(1 % 0 AS string)); error",
                "TRY_CAST(CONCAT('x') AS long) IS NULL; true",
                "TRY_CAST(CAST(CONCAT('x') AS long) AS double); error",
                "NULLIF(1 % 0, 1); error",
                "CAST(NULL AS double) IS NULL; true",
            })
    void expression_withNullsAndErrors_givesWhatIsNeeded(String expression, String expected) {
        assertThat(String.valueOf(Expressions.evaluate(written(expression)))).isEqualTo(expected);
    }

    private static String written(String expression) {
        return expression.replace("ERROR", FAILS);
    }
}
