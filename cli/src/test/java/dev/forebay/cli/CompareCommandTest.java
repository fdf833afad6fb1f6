package dev.forebay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareCommandTest {
    @TempDir
    Path directory;

    private String file(String name, String... lines) throws IOException {
        Path path = directory.resolve(name);
        Files.writeString(path, String.join("\n", lines) + "\n");
        return path.toString();
    }

    @Test
    void compare_sameNumbersWrittenDifferently_isEqual() throws IOException {
        CommandRun run = CommandRun.of(
                "compare", file("a.jsonl", "{\"id\":1,\"x\":1.50}"), file("b.jsonl", "{\"x\": 15e-1, \"id\": 1}"));

        assertThat(run.code()).isZero();
        assertThat(run.out()).isEqualTo("equal: 1 row\n");
    }

    @Test
    void compare_lastBitDiffers_isDifferentUnlessTolerated() throws IOException {
        String a = file("a.jsonl", "{\"id\":1,\"x\":0.1}");
        String b = file("b.jsonl", "{\"id\":1,\"x\":0.10000000000000002}");

        assertThat(CommandRun.of("compare", a, b).code()).isEqualTo(1);
        assertThat(CommandRun.of("compare", a, b).out())
                .contains("1 of 1 rows differ")
                .contains("x");
        assertThat(CommandRun.of("compare", a, b, "--tolerance", "1e-15").code())
                .isZero();
    }

    @Test
    void compare_longsThatRoundToOneDouble_areDifferent() throws IOException {
        CommandRun run = CommandRun.of(
                "compare", file("a.jsonl", "{\"id\":9007199254740993}"), file("b.jsonl", "{\"id\":9007199254740992}"));

        assertThat(run.code()).isEqualTo(1);
    }

    @Test
    void compare_rowsInAnotherOrder_pairByColumn() throws IOException {
        String a = file("a.jsonl", "{\"id\":1,\"x\":1}", "{\"id\":2,\"x\":2}");
        String b = file("b.csv", "id,x", "2,2", "1,1");

        assertThat(CommandRun.of("compare", a, b).code()).isEqualTo(1);
        assertThat(CommandRun.of("compare", a, b, "--by", "id").code()).isZero();
    }

    @Test
    void compare_rowMissing_saysInWhichFile() throws IOException {
        CommandRun run = CommandRun.of(
                "compare", file("a.jsonl", "{\"id\":1}", "{\"id\":2}"), file("b.jsonl", "{\"id\":1}"), "--json");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("\"only_in_first\" : 1").contains("\"only_in_second\" : 0");
    }

    @Test
    void compare_noSuchFileOrColumn_isAMessage() throws IOException {
        String a = file("a.jsonl", "{\"id\":1}");

        assertThat(CommandRun.of("compare", a, "nowhere.jsonl").code()).isEqualTo(2);
        assertThat(CommandRun.of("compare", a, "nowhere.jsonl").err()).contains("there is no file 'nowhere.jsonl'");
        assertThat(CommandRun.of("compare", a, a, "--by", "key").err()).contains("there is no column 'key'");
    }

    @Test
    void commandLine_wrongWord_namesTheNearest() {
        CommandRun run = CommandRun.of("compre");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("did you mean 'compare'?");
    }
}
