package dev.forebay.cli.local;

import dev.forebay.cli.local.DefinitionTests.Failure;
import dev.forebay.cli.local.DefinitionTests.Outcome;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Outcomes of tests as the XML that CI servers read: one suite, a case for each test, a failure for each that did not pass. */
public final class JunitReport {
    private JunitReport() {}

    /**
     * The report as UTF-8.
     *
     * @param pipeline what the suite is called
     */
    public static byte[] of(String pipeline, List<Outcome> outcomes) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(bytes, "UTF-8");
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("testsuites");
            suite(xml, pipeline, outcomes);
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("memory takes every byte", e);
        }
        return bytes.toByteArray();
    }

    private static void suite(XMLStreamWriter xml, String pipeline, List<Outcome> outcomes) throws XMLStreamException {
        xml.writeStartElement("testsuite");
        attribute(xml, "name", pipeline);
        attribute(xml, "tests", Integer.toString(outcomes.size()));
        attribute(
                xml,
                "failures",
                Long.toString(outcomes.stream().filter(o -> !o.passed()).count()));
        attribute(xml, "errors", "0");
        attribute(xml, "skipped", "0");
        attribute(xml, "time", seconds(outcomes.stream().map(Outcome::took).reduce(Duration.ZERO, Duration::plus)));
        for (Outcome outcome : outcomes) {
            xml.writeStartElement("testcase");
            attribute(xml, "classname", pipeline);
            attribute(xml, "name", outcome.name());
            attribute(xml, "time", seconds(outcome.took()));
            if (!outcome.passed()) {
                failure(xml, outcome.failures());
            }
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private static void failure(XMLStreamWriter xml, List<Failure> failures) throws XMLStreamException {
        xml.writeStartElement("failure");
        attribute(xml, "message", failures.get(0).message());
        attribute(xml, "type", "expectation");
        xml.writeCharacters(
                clean(failures.stream().map(f -> f.span() + ": " + f.message()).collect(Collectors.joining("\n"))));
        xml.writeEndElement();
    }

    private static void attribute(XMLStreamWriter xml, String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, clean(value));
    }

    /** Without what XML 1.0 cannot hold, be it escaped. */
    private static String clean(String text) {
        return text.codePoints()
                .map(c -> c == '\t'
                                || c == '\n'
                                || (c >= 0x20 && c <= 0xd7ff)
                                || (c >= 0xe000 && c != 0xfffe && c != 0xffff)
                        ? c
                        : 0xfffd)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.6f", duration.toNanos() / 1e9);
    }
}
