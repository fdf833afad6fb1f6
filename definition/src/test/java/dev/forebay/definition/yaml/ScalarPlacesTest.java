package dev.forebay.definition.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.definition.diagnostic.DecodedText;
import dev.forebay.definition.yaml.YamlNode.YamlMapping;
import dev.forebay.definition.yaml.YamlNode.YamlScalar;
import dev.forebay.types.diagnostic.Diagnostics;
import dev.forebay.types.diagnostic.SourceText;
import dev.forebay.types.diagnostic.Span;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each word of a text leads back to that word in the file, however the text is written. */
class ScalarPlacesTest {
    private static final Pattern WORD = Pattern.compile("\\w+");

    private static YamlScalar scalar(String file) {
        Diagnostics diagnostics = new Diagnostics();
        YamlNode root = YamlReader.read(new SourceText("test.yaml", file), diagnostics);
        assertThat(diagnostics.sorted()).as(file).isEmpty();
        return (YamlScalar)
                ((YamlMapping) Objects.requireNonNull(root)).entries().get(0).value();
    }

    private static void assertWordsAreInPlace(String file) {
        YamlScalar scalar = scalar(file);
        DecodedText decoded = scalar.decoded();
        Matcher words = WORD.matcher(scalar.text());
        while (words.find()) {
            Span span = decoded.span(words.start(), words.end());
            assertThat(span.text()).as("in %s", file).isEqualTo(words.group());
            assertThat(span.start()).isGreaterThanOrEqualTo(scalar.span().start());
            assertThat(span.end()).isLessThanOrEqualTo(scalar.span().end());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: one two",
                "a: one two   # note\n",
                "a: one\n  two\n\n\n   three\nb: 1\n",
                "a: 'one ''two'' three'\n",
                "a: 'one\n  two\n\n  three   \n  four'\n",
                "a: \"one \\\"two\\\" \\t three \\u00e4 four \\x2B five \\U0001F600 six\"\n",
                "a: \"one \\\n   two\n\n  three\"\n",
                "a: |\n  one\n    two\n\n  three\nb: 1\n",
                "a: |-\n  one\n  two",
                "a: |+\n  one\n\n\nb: 1\n",
                "a: |2\n    one\n  two\n",
                "a: | # note\n  one\n",
                "a: >\n  one\n  two\n\n  three\n    four\n    five\n  six\n",
                "a: >-\n\n  one\n  two\n\n\n  three\n# note\nb: 1\n",
                "a: |\r\n  one\r\n  two\r\nb: 1\r\n",
                "a: >\r\n  one\r\n  two\r\n\r\n  three\r\n",
                "a: 'one\r\n  two'\r\n",
                "\uFEFFa: one two\n",
                "\uD83D\uDE00: one \uD83D\uDE00 two\n",
                "{a: one two, b: 1}",
            })
    void text_whateverItsStyle_leadsBackToTheFile(String file) {
        assertWordsAreInPlace(file);
    }

    @Test
    void generatedText_whateverItsStyle_leadsBackToTheFile() {
        for (long seed = 0; seed < 5_000; seed++) {
            String file = file(new Random(seed));
            try {
                assertWordsAreInPlace(file);
            } catch (AssertionError e) {
                throw new AssertionError("seed " + seed + ":\n" + file, e);
            }
        }
    }

    private static String file(Random random) {
        List<String> breaks = List.of("\n", "\r\n");
        String lineBreak = breaks.get(random.nextInt(2));
        boolean folded = random.nextBoolean();
        int style = random.nextInt(4);
        String head = List.of(folded ? ">" : "|", "'", "\"", "").get(style);
        if (style == 0) {
            head += List.of("", "-", "+").get(random.nextInt(3)) + lineBreak;
        }
        StringBuilder text = new StringBuilder("a: ").append(head);
        int lines = 1 + random.nextInt(6);
        for (int line = 0; line < lines; line++) {
            boolean blank = random.nextInt(4) == 0 && line > 0;
            boolean indented = style == 0 || line > 0;
            String more = style == 0 && (line == 0 || random.nextBoolean()) ? "" : " ".repeat(random.nextInt(3));
            text.append(indented && !blank ? "   " + more : "");
            text.append(blank ? " ".repeat(random.nextInt(3)) : words(random, style));
            text.append(line + 1 < lines ? lineBreak : "");
        }
        if (style == 1 || style == 2) {
            text.append(head);
        }
        return text.append(lineBreak).append("b: 1").append(lineBreak).toString();
    }

    private static String words(Random random, int style) {
        StringBuilder words = new StringBuilder();
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            words.append(i == 0 ? "" : " ".repeat(1 + random.nextInt(2)));
            words.append("w").append(random.nextInt(100));
            if (random.nextInt(4) == 0) {
                words.append(style == 1 ? "''" : style == 2 ? "\\\"" : "'");
            }
        }
        return words.toString();
    }
}
