package dev.forebay.runtime.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.runtime.TestPipeline;
import dev.forebay.runtime.failure.RuntimeCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineLoaderTest {
    @TempDir
    Path directory;

    @Test
    void file_missing_isToldWithTheNearestName() throws IOException {
        Files.writeString(directory.resolve("fraud.yaml"), "x");
        assertFails(directory.resolve("frued.yaml"), RuntimeCode.FILE_MISSING, "did you mean 'fraud.yaml'?");
    }

    @Test
    void file_directoryEmptyOrNoText_isRefused() throws IOException {
        assertFails(directory, RuntimeCode.FILE_UNREADABLE, "name the definition's file in it");
        Path empty = Files.writeString(directory.resolve("empty.yaml"), "");
        assertFails(empty, RuntimeCode.FILE_EMPTY, "a definition begins with: forebay: 1");
        Path binary = Files.write(directory.resolve("binary.yaml"), new byte[] {'a', ':', ' ', (byte) 0xff});
        assertFails(binary, RuntimeCode.FILE_NOT_TEXT, "a definition is a text in UTF-8");
    }

    @Test
    void definition_ofTheSeed_loadsWithItsScaler() {
        LoadResult result = PipelineLoader.load(Path.of("../examples/seed/pipeline.yaml"), name -> null);
        assertThat(result.diagnostics()).isEmpty();
        assertThat(result.pipeline()).isNotNull();
    }

    @Test
    void digest_formattingBrokersAndTopics_takeNoPart() throws IOException {
        String digest = digest(TestPipeline.DEFINITION);
        assertThat(digest(TestPipeline.DEFINITION
                        .replace("source:", "# a comment\nsource:")
                        .replace("NAME.out", "elsewhere")
                        .replace("BROKERS", "other:9092")))
                .isEqualTo(digest);
    }

    @Test
    void digest_logic_takesPart() throws IOException {
        String digest = digest(TestPipeline.DEFINITION);
        assertThat(digest(TestPipeline.DEFINITION.replace("amount >= 0", "amount > 0")))
                .isNotEqualTo(digest);
        assertThat(digest(TestPipeline.DEFINITION.replace("lateness: 1h", "lateness: 2h")))
                .isNotEqualTo(digest);
        assertThat(digest(TestPipeline.DEFINITION.replace("keep: [id]", "keep: [id, time]")))
                .isNotEqualTo(digest);
    }

    private String digest(String definition) throws IOException {
        Path file =
                Files.writeString(directory.resolve("p.yaml"), definition.replace("NAME", "p"), StandardCharsets.UTF_8);
        LoadedPipeline pipeline = PipelineLoader.load(file, name -> null).pipeline();
        if (pipeline == null) {
            throw new IllegalArgumentException("the definition has errors: " + definition);
        }
        return ReleaseDigest.of(pipeline.plan());
    }

    private static void assertFails(Path file, RuntimeCode code, String note) {
        LoadResult result = PipelineLoader.load(file);
        assertThat(result.pipeline()).isNull();
        assertThat(result.diagnostics()).singleElement().satisfies(diagnostic -> {
            assertThat(diagnostic.code()).isEqualTo(code);
            assertThat(diagnostic.notes()).contains(note);
        });
    }
}
