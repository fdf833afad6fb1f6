package dev.forebay.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.definition.expression.ExpressionParser;
import dev.forebay.types.diagnostic.Diagnostic;
import dev.forebay.types.diagnostic.DiagnosticRenderer;
import dev.forebay.types.diagnostic.Diagnostics;
import dev.forebay.types.diagnostic.SourceText;
import dev.forebay.types.diagnostic.Span;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever stands in a file, the answer is a definition or diagnostics that can be printed: no exception, no hang. */
class DefinitionFuzzTest {
    private static final String GOOD = TestFiles.good("fraud").text();
    private static final List<String> PIECES = List.of(
            "{",
            "}",
            "[",
            "]",
            ":",
            ": ",
            ",",
            " #",
            "\n",
            "\r\n",
            "\t",
            "  ",
            "'",
            "\"",
            "|",
            ">",
            "&a ",
            "*a",
            "!",
            "!!str ",
            "%",
            "@",
            "`",
            "- ",
            "? ",
            "---\n",
            "...\n",
            "<<: ",
            "${",
            "${A}",
            "${A:-",
            "}",
            "(",
            ")",
            "CASE ",
            "WHEN ",
            "END",
            "--",
            "/*",
            "*/",
            "\u0000",
            "\uFEFF",
            "\uD83D\uDE00",
            "\uD83D",
            "\u2028",
            "\u0085",
            "~",
            "null",
            "1e999999999",
            "0x",
            "99999999999999999999w",
            "\\",
            "\\u12",
            "\"\\UFFFFFFFF\"",
            "forebay: 1\n",
            "é");
    private static final List<String> TOKENS = List.of(
            "a",
            "b",
            "1",
            "1.5",
            "'x'",
            "\"q\"",
            "+",
            "-",
            "*",
            "/",
            "%",
            "||",
            "=",
            "<>",
            "<",
            "(",
            ")",
            ",",
            "AND",
            "OR",
            "NOT",
            "IS",
            "NULL",
            "IN",
            "BETWEEN",
            "LIKE",
            "ESCAPE",
            "CASE",
            "WHEN",
            "THEN",
            "ELSE",
            "END",
            "CAST",
            "AS",
            "long",
            "COUNT",
            "DISTINCT",
            "FILTER",
            "WHERE",
            "OVER",
            "TIMESTAMP",
            "DATE",
            "TRUE",
            "FROM",
            "IF",
            "==",
            "::",
            "'",
            "\"",
            "--",
            "/*",
            "{",
            "[",
            ";",
            "~",
            "é",
            "\u0000",
            "\uD83D");

    private static void survives(String text, String seed) {
        try {
            ParsedDefinition parsed = TestFiles.parse("fuzz", text, Map.of("KAFKA_JAAS", "x"));
            assertThat(parsed.definition() == null)
                    .isEqualTo(parsed.diagnostics().stream().anyMatch(Diagnostic::isError));
            if (parsed.definition() != null) {
                assertThat(parsed.legible()).isNull();
            }
            for (Diagnostic diagnostic : parsed.diagnostics()) {
                assertThat(DiagnosticRenderer.render(diagnostic))
                        .contains(diagnostic.code().id());
            }
        } catch (RuntimeException | StackOverflowError | AssertionError e) {
            throw new AssertionError(seed + ":\n" + text, e);
        }
    }

    @Test
    void goodDefinition_cutAtEverySeventhCharacter_isAnswered() {
        cut(7);
    }

    @Test
    @Tag("stress")
    void goodDefinition_cutAtAnyCharacter_isAnswered() {
        cut(1);
    }

    private static void cut(int step) {
        for (int length = 0; length <= GOOD.length(); length += step) {
            survives(GOOD.substring(0, length), "cut at " + length);
        }
    }

    @Test
    void goodDefinition_changedAtRandom_isAnswered() {
        mutate(0, 1_500);
    }

    @Test
    @Tag("stress")
    void goodDefinition_changedAtRandomForLong_isAnswered() {
        mutate(1_000_000, 1_030_000);
    }

    private static void mutate(long firstSeed, long lastSeed) {
        for (long seed = firstSeed; seed < lastSeed; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder(GOOD);
            int changes = 1 + random.nextInt(4);
            for (int i = 0; i < changes; i++) {
                int at = random.nextInt(text.length());
                int end = Math.min(text.length(), at + random.nextInt(20));
                switch (random.nextInt(4)) {
                    case 0 -> text.delete(at, end);
                    case 1 -> text.insert(at, text.substring(at, end));
                    case 2 -> text.setCharAt(at, (char) random.nextInt(256));
                    default -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                }
            }
            survives(text.toString(), "seed " + seed);
        }
    }

    @Test
    void randomYaml_whateverItIs_isAnswered() {
        for (long seed = 0; seed < 3_000; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder();
            int pieces = random.nextInt(40);
            for (int i = 0; i < pieces; i++) {
                text.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            survives(text.toString(), "seed " + seed);
        }
    }

    @Test
    void randomExpression_whateverItIs_isAnswered() {
        for (long seed = 0; seed < 30_000; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder();
            int tokens = random.nextInt(30);
            for (int i = 0; i < tokens; i++) {
                text.append(TOKENS.get(random.nextInt(TOKENS.size()))).append(random.nextInt(3) == 0 ? "" : " ");
            }
            SourceText source = new SourceText("fuzz", text.toString());
            Diagnostics diagnostics = new Diagnostics();
            try {
                boolean parsed =
                        ExpressionParser.parse(source, new Span(source, 0, text.length()), diagnostics) != null;
                assertThat(diagnostics.sorted()).hasSize(parsed ? 0 : 1);
                assertThat(DiagnosticRenderer.renderAll(diagnostics.sorted())).isNotNull();
            } catch (RuntimeException | StackOverflowError | AssertionError e) {
                throw new AssertionError("seed " + seed + ": " + text, e);
            }
        }
    }

    @Test
    void hugeAndDeepFiles_areAnsweredInSeconds() {
        String head = "forebay: 1\npipeline: p\nschema: {a: long}\noutput: {keep: [a]}\n";
        int megabyte = 1 << 20;
        List<String> files = List.of(
                head + "features:\n  x: " + "a + ".repeat(megabyte * 10 / 4) + "a\n",
                head + "features:\n  x: " + "1".repeat(megabyte * 10) + "\n",
                head + "features:\n  x: |\n" + "    a +\n".repeat(megabyte / 32) + "    a\n",
                head + "features:\n  x: '" + "''".repeat(megabyte / 8) + "'\n",
                head + "features: " + "[".repeat(megabyte),
                head + "features: " + "{a: ".repeat(megabyte),
                "- ".repeat(megabyte),
                "a:\n".repeat(10_000),
                head + "state: {directory: \"" + "${A}".repeat(20_000) + "\"}\n",
                head + "x".repeat(megabyte / 8) + ": 1\n",
                "x".repeat(17 * megabyte),
                "\n".repeat(megabyte),
                "# note\n".repeat(megabyte / 16),
                head + "tests:\n" + "  t%d: {given: [], expect: [1]}\n".repeat(1),
                head + "features:\n"
                        + IntStream.range(0, 50_000)
                                .mapToObj(i -> "  x" + i + ": a +\n")
                                .collect(Collectors.joining()),
                "a: &a [x]\n" + "b: [*a, *a]\n".repeat(100));
        for (String file : files) {
            assertThat(time(() -> survives(file, "huge")))
                    .as(file.substring(0, Math.min(100, file.length())))
                    .isLessThan(Duration.ofSeconds(20));
        }
    }

    private static Duration time(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
