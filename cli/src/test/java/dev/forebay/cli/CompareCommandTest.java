package dev.forebay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
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
    void compare_decimalsThatRoundToOneDouble_areDifferent() throws IOException {
        CommandRun run = CommandRun.of(
                "compare",
                file("a.jsonl", "{\"sum\":1234567890123456.78}"),
                file("b.jsonl", "{\"sum\":1234567890123456.79}"));

        assertThat(run.code()).isEqualTo(1);
    }

    @Test
    void compare_zerosOfOtherSigns_areDifferentUnlessTolerated() throws IOException {
        String a = file("a.jsonl", "{\"x\":0.0,\"y\":1e-05}");
        String b = file("b.jsonl", "{\"x\":-0.0,\"y\":1.0e-5}");

        assertThat(CommandRun.of("compare", a, b).out())
                .startsWith("different: 1 of 1 rows differ")
                .doesNotContain("row 1  y");
        assertThat(CommandRun.of("compare", a, b, "--tolerance", "1e-300").code())
                .isZero();
    }

    @Test
    void compare_texts_areNeverNumbers() throws IOException {
        String text = file("a.jsonl", "{\"code\":\"1.0\"}");

        assertThat(CommandRun.of("compare", text, file("b.jsonl", "{\"code\":\"1.00\"}"), "--tolerance", "1")
                        .code())
                .isEqualTo(1);
        assertThat(CommandRun.of("compare", text, file("c.jsonl", "{\"code\":1.0}"))
                        .code())
                .isEqualTo(1);
    }

    @Test
    void compare_csvWithJson_knowsNullFromAnEmptyText() throws IOException {
        String csv = file("a.csv", "id,s,t,x", "1,,\"\",1.5");

        assertThat(CommandRun.of("compare", csv, file("a.jsonl", "{\"id\":1,\"s\":null,\"t\":\"\",\"x\":1.50}"))
                        .code())
                .isZero();
        assertThat(CommandRun.of("compare", csv, file("b.jsonl", "{\"id\":1,\"s\":\"\",\"t\":\"\",\"x\":1.5}"))
                        .code())
                .isEqualTo(1);
    }

    @Test
    void compare_compressedFile_isReadByItsName() throws IOException {
        String plain = file("a.jsonl", "{\"id\":1}");
        Path zipped = directory.resolve("b.jsonl.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
            out.write("{\"id\":1}\n".getBytes(StandardCharsets.UTF_8));
        }

        assertThat(CommandRun.of("compare", plain, zipped.toString()).out()).isEqualTo("equal: 1 row\n");
        assertThat(CommandRun.of("compare", plain, file("c.jsonl.gz", "{\"id\":1}"))
                        .code())
                .isEqualTo(2);
    }

    @Test
    void compare_fileThatIsNoText_saysWhichAndWhere() throws IOException {
        Path binary = directory.resolve("b.jsonl");
        Files.write(binary, new byte[] {'{', '"', (byte) 0xff, '"', '\n'});

        CommandRun run = CommandRun.of("compare", file("a.jsonl", "{\"id\":1}"), binary.toString());

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("b.jsonl:1 or a line soon after it is not UTF-8");
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
