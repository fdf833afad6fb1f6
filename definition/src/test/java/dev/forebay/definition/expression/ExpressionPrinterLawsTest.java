package dev.forebay.definition.expression;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionPrinterLawsTest {

    @Test
    void generatedTree_printedAndParsed_isTheSame() {
        for (long seed = 0; seed < 4_000; seed++) {
            Expression tree = new GeneratedExpressions(seed).expression(5);
            String printed = ExpressionPrinter.print(tree);
            Expression parsed = Parsing.parse(printed);
            assertThat(Structure.of(parsed)).as("seed %d: %s", seed, printed).isEqualTo(Structure.of(tree));
            assertThat(ExpressionPrinter.print(parsed)).as("seed %d", seed).isEqualTo(printed);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '@',
            value = {
                "a+b*c-(d-e); a + b * c - (d - e)",
                "((a)); a",
                "(a AND b) OR NOT (c OR d); a AND b OR NOT (c OR d)",
                "ln( \"a\" ) ; LN(a)",
                "\"odd name\" + \"case\"; \"odd name\" + \"case\"",
                "(a = b) = (c = d); (a = b) = (c = d)",
                "- (5); -(5)",
                "a in(1,2); a IN (1, 2)",
            })
    void expression_isPrinted_inOneForm(String text, String printed) {
        assertThat(ExpressionPrinter.print(Parsing.parse(text))).isEqualTo(printed);
    }
}
