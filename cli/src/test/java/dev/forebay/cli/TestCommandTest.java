package dev.forebay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** {@code forebay test}: tolerances, releases, JUnit XML. */
class TestCommandTest {
    private static final String DEFINITION = """
            forebay: 1
            pipeline: fraud
            schema: {id: long, amount: double, price: 'decimal(10,2)'}
            features: {third: amount / 3, count: id + 0}
            output: {keep: [id, count, price], vector: [third]}
            tests:
              a third:
                given: [{amount: 1000, id: 1000, price: 10}]
                expect: [{third: %s}]
                tolerance: {%s}
            """;

    @TempDir
    Path directory;

    private String file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text).toString();
    }

    private String path(String name) {
        return directory.resolve(name).toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "333.3 | third: 0.04 | 0",
                "333.3 | third: 0.03 | 1",
                "333.3 | third: 0.02% | 0",
                "333.3 | third: 0.01% | 1",
                "-333.3 | third: 1% | 1",
                ".nan | third: 1% | 1",
                "null | third: 1% | 1",
                "'333.33333333333331, count: 1001' | count: 0.1% | 0",
                "'333.33333333333331, count: 1001' | count: 1 | 0",
                "'333.33333333333331, count: 1001' | count: 0.999 | 1",
                "'333.33333333333331, price: 10.01' | price: 0.01 | 0",
                "'333.33333333333331, price: 10.01' | price: 0.009 | 1",
                "333.33333333333331 | thrid: 1 | 1",
            })
    void number_besideTheExpectedOne_passesWithinItsToleranceOnly(String expected, String tolerance, int code)
            throws IOException {
        CommandRun run = CommandRun.of("test", file("fraud.yaml", DEFINITION.formatted(expected, tolerance)));

        assertThat(run.code()).as(run.out() + run.err()).isEqualTo(code);
    }

    @Test
    void junit_ofTestsThatPassAndFail_isXmlThatSaysSo() throws IOException, ParserConfigurationException, SAXException {
        String text = DEFINITION.formatted("333.3", "third: 1%") + """
                  'less < & \"more\" \\\\u0001':
                    given: [{amount: 3}]
                    expect: [{third: 2}]
                """;

        CommandRun run = CommandRun.of("test", file("fraud.yaml", text), "--junit", path("junit.xml"));

        assertThat(run.code()).isEqualTo(1);
        Document xml = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(Files.readAllBytes(directory.resolve("junit.xml"))));
        Element suite = (Element) xml.getElementsByTagName("testsuite").item(0);
        assertThat(suite.getAttribute("name")).isEqualTo("fraud");
        assertThat(suite.getAttribute("tests")).isEqualTo("2");
        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        Element failed = (Element) xml.getElementsByTagName("testcase").item(1);
        assertThat(failed.getAttribute("name")).startsWith("less < & \"more\"");
        Element failure = (Element) failed.getElementsByTagName("failure").item(0);
        assertThat(failure.getAttribute("message")).isEqualTo("event 1: third is 1.0, expected 2");
        assertThat(failure.getTextContent()).contains("fraud.yaml:13:");
    }

    @Test
    void junit_whereItCannotBeWritten_isSaid() throws IOException {
        CommandRun run = CommandRun.of(
                "test",
                file("fraud.yaml", DEFINITION.formatted("333.3", "third: 1%")),
                "--junit",
                path("gone/junit.xml"));

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("FB8501", "there is no directory");
    }

    @Test
    void release_asTheFileThatItWasBuiltFrom_isTested() throws IOException {
        String registry = path("registry");
        String definition = file("fraud.yaml", DEFINITION.formatted("333.3", "third: 1%"));
        CommandRun built = CommandRun.of(
                "release", "build", definition, "--registry", registry, "--label", "production", "--why", "first");
        assertThat(built.code()).as(built.err()).isZero();
        Files.delete(Path.of(definition));

        assertThat(CommandRun.of("test", "production", "--registry", registry).out())
                .contains("ok    a third", "1 test passed, 0 failed");
        assertThat(CommandRun.of("test", built.out().strip(), "--registry", registry)
                        .code())
                .isZero();
    }

    @Test
    void testsOfAFile_againstAReleaseThatDoesOtherwise_fail() throws IOException {
        String registry = path("registry");
        String text = DEFINITION.formatted("333.3", "third: 1%");
        CommandRun built = CommandRun.of(
                "release",
                "build",
                file("before.yaml", text),
                "--registry",
                registry,
                "--label",
                "production",
                "--why",
                "first");
        assertThat(built.code()).as(built.err()).isZero();
        String now = file("now.yaml", text.replace("amount / 3", "amount / 4").replace("third: 333.3", "third: 250"));
        assertThat(CommandRun.of("test", now).code()).isZero();

        CommandRun run = CommandRun.of("test", now, "--against", "production", "--registry", registry);

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("third is 333.3333333333333", "expected 250 within 1%");
        assertThat(CommandRun.of("test", now, "--against", "canary", "--registry", registry)
                        .err())
                .contains("FB6504");
    }

    @Test
    void watch_ofARelease_isRefused() {
        CommandRun run = CommandRun.of("test", "production", "--watch", "--registry", path("registry"));

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("a release never changes");
    }
}
