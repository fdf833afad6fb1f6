package dev.forebay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What a reader copies from the papers runs: every command line in them is run, in one directory a paper, in order. */
class DocumentedCommandsTest {
    /** Commands that need a broker of the reader's own; they are tested where there is one. */
    private static final List<String> NEED_A_BROKER = List.of("run", "demo", "doctor");

    /** Commands that would leave a registry in the directory of this test. */
    private static final List<String> HAVE_A_REGISTRY = List.of("release", "diff", "runs", "replay", "why", "backfill");

    private static final Pattern COMMAND = Pattern.compile("^(?:\\$ )?(?:[A-Z_]+=\\S+ )?\\./forebay (.*)$");
    private static final Pattern WORD = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"|'([^']*)'|(\\S+)");

    private static final Path ROOT = Papers.ROOT;

    @TempDir
    Path directory;

    @TestFactory
    Stream<DynamicTest> commandsInPapers_asWritten_run() throws IOException {
        List<Path> withCommands = new ArrayList<>();
        for (Path paper : Papers.all()) {
            if (!commands(paper).isEmpty()) {
                withCommands.add(paper);
            }
        }
        assertThat(withCommands).isNotEmpty();
        return withCommands.stream()
                .map(paper -> DynamicTest.dynamicTest(ROOT.relativize(paper).toString(), () -> runAll(paper)));
    }

    private void runAll(Path paper) throws IOException {
        Path place = Files.createTempDirectory(directory, "paper");
        copyExamples(place);
        for (String command : commands(paper)) {
            List<String> words = words(command);
            if (NEED_A_BROKER.contains(words.get(0))) {
                assertThat(CommandRun.of(words.get(0), "--help").code()).isZero();
                continue;
            }
            List<String> inPlace = new ArrayList<>(
                    words.stream().map(word -> inPlace(place, word)).toList());
            if (HAVE_A_REGISTRY.contains(words.get(0))) {
                inPlace.addAll(List.of("--registry", place.resolve("registry").toString()));
            }
            String[] arguments = inPlace.toArray(String[]::new);
            CommandRun run = CommandRun.of(arguments);
            assertThat(run.code())
                    .as("%s: ./forebay %s%n%s%s", paper.getFileName(), command, run.out(), run.err())
                    .isZero();
        }
    }

    /** A file's name as the reader's directory has it; everything else as it is. */
    private static String inPlace(Path place, String word) {
        boolean isFile = word.matches("[A-Za-z0-9_./-]+\\.(yaml|json|jsonl|csv|pkl|onnx)(\\.gz)?")
                || List.of("my-pipeline", "fitted", "exported").contains(word);
        return isFile ? place.resolve(word).toString() : word;
    }

    private static void copyExamples(Path place) throws IOException {
        Path examples = ROOT.resolve("examples");
        try (Stream<Path> files = Files.walk(examples)) {
            for (Path file : files.toList()) {
                Path to = place.resolve(ROOT.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(to);
                } else {
                    Files.copy(file, to);
                }
            }
        }
    }

    private static List<String> commands(Path paper) throws IOException {
        List<String> commands = new ArrayList<>();
        boolean code = false;
        for (String line : Files.readAllLines(paper)) {
            if (line.startsWith("```")) {
                code = !code;
            } else if (code) {
                Matcher matcher = COMMAND.matcher(line);
                if (matcher.matches()) {
                    commands.add(matcher.group(1).replaceAll("\\s+#.*$", ""));
                }
            }
        }
        return commands;
    }

    private static List<String> words(String command) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(command);
        while (matcher.find()) {
            words.add(Arrays.asList(matcher.group(1), matcher.group(2), matcher.group(3)).stream()
                    .filter(g -> g != null)
                    .findFirst()
                    .orElseThrow());
        }
        return words;
    }
}
