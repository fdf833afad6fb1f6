package dev.forebay.plan.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AggregateReferenceTest {
    private static final Path PAGE = Path.of("../docs/reference/aggregates.md");

    @Test
    void page_inTheManual_isWhatTheFunctionsSay() throws IOException {
        String page = AggregateReference.markdown();
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE))
                .as("docs/reference/aggregates.md; run this test with -Ddocs.update=true")
                .isEqualTo(page);
    }

    @ParameterizedTest
    @EnumSource
    void aggregate_whicheverItIs_hasAnExampleThatUsesIt(AggregateFunction function) {
        assertThat(AggregateReference.examples(function))
                .isNotEmpty()
                .allSatisfy(example -> assertThat(example.expression()).contains(function.sqlName() + "("));
    }
}
