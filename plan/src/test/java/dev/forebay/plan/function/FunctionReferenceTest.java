package dev.forebay.plan.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FunctionReferenceTest {
    private static final Path PAGE = Path.of("../docs/reference/functions.md");

    @Test
    void page_inTheManual_isWhatTheLibrarySays() throws IOException {
        String page = FunctionReference.markdown();
        if (Boolean.getBoolean("docs.update")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE))
                .as("docs/reference/functions.md; run this test with -Ddocs.update=true")
                .isEqualTo(page);
    }
}
