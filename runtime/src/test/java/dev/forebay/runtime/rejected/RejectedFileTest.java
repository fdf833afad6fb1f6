package dev.forebay.runtime.rejected;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.forebay.runtime.failure.RunFailure;
import dev.forebay.types.batch.Reason;
import dev.forebay.types.batch.ReasonCode;
import dev.forebay.types.diagnostic.Diagnostic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

public class RejectedFileTest {
    private static final ReasonsJson OURS = new ReasonsJson("ours", "a".repeat(64), "payments.in");
    private static final ReasonsJson THEIRS = new ReasonsJson("theirs", "a".repeat(64), "payments.in");

    @TempDir
    Path directory;

    /** What is said where a second pipeline opens a file that a first one writes. */
    public static Diagnostic failureOfTwoIn(Path path) {
        try (RejectedFile first = RejectedFile.open(path, OURS, -1)) {
            assertThat(first.base()).isZero();
            return catchThrowableOfType(RunFailure.class, () -> RejectedFile.open(path, THEIRS, -1))
                    .diagnostic();
        }
    }

    @Test
    void letters_ofAnotherPipelineAtTheSamePositions_areAllWritten() throws IOException {
        Path path = directory.resolve("both.jsonl");
        append(path, OURS, -1, 0, 1, 2);

        long length = append(path, THEIRS, -1, 0, 1, 2);

        assertThat(Files.readAllLines(path)).hasSize(6);
        assertThat(Files.readString(path)).contains("\"pipeline\":\"ours\"").contains("\"pipeline\":\"theirs\"");
        assertThat(length).isEqualTo(Files.size(path));
    }

    @Test
    void letters_afterThoseOfAnotherPipeline_areWrittenOnce() throws IOException {
        Path path = directory.resolve("turns.jsonl");
        long committed = append(path, OURS, -1, 0);
        append(path, THEIRS, -1, 1, 2);

        append(path, OURS, committed, 1, 2);

        assertThat(Files.readAllLines(path)).hasSize(5);
    }

    @Test
    void letters_leftByACrash_areNotWrittenAgain() throws IOException {
        Path path = directory.resolve("crash.jsonl");
        long committed = append(path, OURS, -1, 0);
        append(path, OURS, committed, 1, 2);
        byte[] whole = Files.readAllBytes(path);
        Files.write(path, line(3).substring(0, 70).getBytes(StandardCharsets.UTF_8), StandardOpenOption.APPEND);

        append(path, OURS, committed, 1, 2, 3);

        assertThat(Files.readAllBytes(path)).startsWith(whole);
        assertThat(Files.readAllLines(path)).hasSize(4).last().isEqualTo(line(3));
    }

    @Test
    void letters_leftByAFirstRunThatNeverCommitted_areNotWrittenAgain() throws IOException {
        Path path = directory.resolve("first.jsonl");
        append(path, THEIRS, -1, 0);
        long base;
        try (RejectedFile file = RejectedFile.open(path, OURS, -1)) {
            base = file.base();
            file.append(letter(0));
            file.force();
        }

        append(path, OURS, base, 0, 1);

        assertThat(Files.readAllLines(path)).hasSize(3);
    }

    @Test
    void lastLine_withoutItsEnd_ofSomebodyElse_isKept() throws IOException {
        Path path = Files.writeString(directory.resolve("notes.jsonl"), "{\"note\":\"precious\"}");

        append(path, OURS, -1, 0);

        assertThat(Files.readAllLines(path)).containsExactly("{\"note\":\"precious\"}", line(0));
    }

    @Test
    void headers_ofOneNameAndWithoutValue_areAllKept() throws IOException {
        Path path = directory.resolve("headers.jsonl");
        List<Header> headers = List.of(
                new RecordHeader("trace", new byte[] {1}),
                new RecordHeader("trace", new byte[] {2}),
                new RecordHeader("empty", null));
        DeadLetter letter = new DeadLetter(
                0, 0, 0, new byte[] {(byte) 0xff}, null, headers, letter(0).reasons());
        try (RejectedFile file = RejectedFile.open(path, OURS, -1)) {
            file.append(letter);
            file.force();
        }

        assertThat(Files.readString(path))
                .contains(
                        "\"headers\":[{\"key\":\"trace\",\"value_base64\":\"AQ==\"},"
                                + "{\"key\":\"trace\",\"value_base64\":\"Ag==\"},{\"key\":\"empty\"}]",
                        "\"key_base64\":\"/w==\"")
                .doesNotContain("\"value\"");
    }

    @Test
    void file_putAside_isBegunAnew() throws IOException {
        Path path = directory.resolve("rotated.jsonl");
        long committed = append(path, OURS, -1, 0, 1, 2);
        Files.delete(path);

        append(path, OURS, committed, 3);

        assertThat(Files.readAllLines(path)).containsExactly(line(3));
    }

    /** Appends letters at these offsets in a run of its own, and returns the file's length then. */
    private static long append(Path path, ReasonsJson reasons, long committed, int... offsets) {
        try (RejectedFile file = RejectedFile.open(path, reasons, committed)) {
            for (int offset : offsets) {
                file.append(letter(offset));
            }
            file.force();
            return file.length();
        }
    }

    /** The line of a letter of ours. */
    private String line(int offset) throws IOException {
        Path alone = directory.resolve("line-" + offset);
        Files.deleteIfExists(alone);
        append(alone, OURS, -1, offset);
        return Files.readString(alone).strip();
    }

    private static DeadLetter letter(int offset) {
        return new DeadLetter(
                0,
                offset,
                1_767_225_600_000L,
                null,
                ("{broken " + offset).getBytes(StandardCharsets.UTF_8),
                List.of(),
                List.of(new Reason(ReasonCode.MALFORMED, null, "x", "JSON", null)));
    }
}
