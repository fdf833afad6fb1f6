package dev.forebay.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.definition.keys.Key;
import dev.forebay.definition.keys.KeyTable;
import dev.forebay.definition.keys.Keys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The pages of the reference that are written from the code: each has blocks between {@code <!-- keys: path -->} and
 * {@code <!-- end -->}. {@code -Dgolden.update=true} writes them anew.
 */
class ReferenceTest {
    private static final Path REFERENCE = Path.of("../docs/reference");
    private static final Pattern BLOCK =
            Pattern.compile("(?<head><!-- keys: (?<name>[^ ]*) -->\n)(?<body>.*?)<!-- end -->", Pattern.DOTALL);
    private static final Pattern LINK_LIKE = Pattern.compile("\\|");

    @Test
    void definitionPage_everyKey_isThereAsTheParserHasIt() throws IOException {
        List<String> paths = KeyTable.all().stream().map(Keys::path).toList();
        Path page = REFERENCE.resolve("definition.md");
        assertThat(blocks(page)).containsExactlyElementsOf(paths);
        check(page, path -> keys(KeyTable.all().get(paths.indexOf(path))));
    }

    @Test
    void definitionPage_itsFirstExample_isADefinition() {
        String page = TestFiles.read(REFERENCE.resolve("definition.md"));
        int start = page.indexOf("```yaml\n") + 8;
        String example = page.substring(start, page.indexOf("```", start));
        assertThat(TestFiles.parse("example", example, Map.of()).diagnostics()).isEmpty();
    }

    @Test
    void schemaFile_isTheSchema() throws IOException {
        Path file = REFERENCE.resolve("definition.schema.json");
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(file, DefinitionSchema.json());
        }
        assertThat(TestFiles.read(file)).isEqualTo(DefinitionSchema.json());
    }

    private static List<String> blocks(Path page) {
        return BLOCK.matcher(TestFiles.read(page))
                .results()
                .map(match -> match.group(2))
                .toList();
    }

    private static void check(Path page, UnaryOperator<String> block) throws IOException {
        String text = TestFiles.read(page);
        StringBuilder expected = new StringBuilder();
        Matcher matcher = BLOCK.matcher(text);
        while (matcher.find()) {
            matcher.appendReplacement(
                    expected,
                    Matcher.quoteReplacement(
                            matcher.group("head") + block.apply(matcher.group("name")) + "<!-- end -->"));
        }
        matcher.appendTail(expected);
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(page, expected);
        }
        assertThat(TestFiles.read(page)).isEqualTo(expected.toString());
    }

    private static String keys(Keys keys) {
        StringBuilder table =
                new StringBuilder("\n| key | value | default | meaning | example |\n|---|---|---|---|---|\n");
        for (Key key : keys.keys()) {
            if (key.status() != Key.Status.LATER) {
                String fallback = key.fallback();
                String without =
                        key.status() == Key.Status.REQUIRED ? "needed" : fallback == null ? "" : code(fallback);
                String example = key.example();
                table.append("| `%s` | %s | %s | %s | %s |\n"
                        .formatted(
                                key.name(),
                                cell(key.shape().words()),
                                without,
                                cell(key.meaning()),
                                example == null ? "" : code(example)));
            }
        }
        String later = keys.keys().stream()
                .filter(key -> key.status() == Key.Status.LATER)
                .map(key -> "`" + key.name() + "`")
                .collect(Collectors.joining(", "));
        return table + (later.isEmpty() ? "" : "\nReserved for later versions: " + later + ".\n") + "\n";
    }

    private static String cell(String text) {
        return LINK_LIKE.matcher(text).replaceAll("\\\\|");
    }

    private static String code(String text) {
        return "`" + cell(text) + "`";
    }
}
