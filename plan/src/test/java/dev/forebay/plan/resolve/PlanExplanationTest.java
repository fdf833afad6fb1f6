package dev.forebay.plan.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.plan.explain.PlanExplanation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Run with {@code -Dgolden.update=true} after a change of the words, and read the difference. */
class PlanExplanationTest {
    private static final Path EXPLAIN = Path.of("src/test/resources/explain");

    private static PlanExplanation fraud() throws IOException {
        return PlanExplanation.of(Definitions.plan(Files.readString(EXPLAIN.resolve("fraud.yaml"))));
    }

    @Test
    void text_ofAPlan_isTheGoldenText() throws IOException {
        requireGolden("fraud.txt", fraud().text());
    }

    @Test
    void shortText_ofAPlan_isTheGoldenText() throws IOException {
        requireGolden("fraud-short.txt", fraud().shortText());
    }

    @Test
    void texts_ofAPlanWithWindows_areTheGoldenTexts() throws IOException {
        PlanExplanation windows =
                PlanExplanation.of(Definitions.plan(Files.readString(EXPLAIN.resolve("windows.yaml"))));
        requireGolden("windows.txt", windows.text());
        requireGolden("windows-short.txt", windows.shortText());
    }

    @Test
    void lineage_ofColumnBehindATransform_reachesTheSchema() throws IOException {
        assertThat(fraud().lineage())
                .filteredOn(line -> line.column().equals("ratio"))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.sources()).containsExactly("amount");
                    assertThat(line.by()).containsExactly("amount_log", "amount_scaled");
                });
    }

    private static void requireGolden(String file, String text) throws IOException {
        Path golden = EXPLAIN.resolve(file);
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(golden, text);
        }
        assertThat(text).isEqualTo(Files.readString(golden));
    }
}
