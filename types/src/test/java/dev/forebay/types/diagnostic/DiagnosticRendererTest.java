package dev.forebay.types.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DiagnosticRendererTest {

    private enum Code implements DiagnosticCode {
        UNKNOWN_COLUMN(Severity.ERROR),
        UNUSED_COLUMN(Severity.WARNING);

        private final Severity severity;

        Code(Severity severity) {
            this.severity = severity;
        }

        @Override
        public String id() {
            return "FB2104";
        }

        @Override
        public Severity severity() {
            return severity;
        }

        @Override
        public String title() {
            return "a test";
        }
    }

    private static Span span(String text, String marked) {
        int start = text.indexOf(marked);
        return new Span(new SourceText("fraud.yaml", text), start, start + marked.length());
    }

    private static String render(String text, String marked, String message, String... notes) {
        return DiagnosticRenderer.render(Diagnostic.of(Code.UNKNOWN_COLUMN, span(text, marked), message, notes));
    }

    @Test
    void diagnostic_inALine_showsTheLineWithACaretAndTheNotes() {
        String text = "\n".repeat(30) + "  log_amount: LOG1P(amout)\n";
        assertThat(render(
                        text,
                        "amout",
                        "unknown column 'amout'",
                        "columns here: transaction_id, timestamp, customer_id, transaction_amount",
                        "did you mean 'transaction_amount'?"))
                .isEqualTo("""
                        fraud.yaml:31:21: error FB2104: unknown column 'amout'
                           |
                        31 |   log_amount: LOG1P(amout)
                           |                     ^^^^^
                           = columns here: transaction_id, timestamp, customer_id, transaction_amount
                           = did you mean 'transaction_amount'?
                        """);
    }

    @Test
    void lineNumber_ofOneOrFourDigits_keepsTheGutterStraight() {
        assertThat(render("a: b\n", "b", "wrong")).isEqualTo("""
                        fraud.yaml:1:4: error FB2104: wrong
                           |
                         1 | a: b
                           |    ^
                        """);
        assertThat(render("\n".repeat(1233) + "a: b\n", "b", "wrong")).isEqualTo("""
                        fraud.yaml:1234:4: error FB2104: wrong
                             |
                        1234 | a: b
                             |    ^
                        """);
    }

    @Test
    void span_overSeveralLines_isMarkedToTheEndOfItsFirst() {
        assertThat(render("a: CASE x\n  END\n", "CASE x\n  END", "wrong")).isEqualTo("""
                        fraud.yaml:1:4: error FB2104: wrong
                           |
                         1 | a: CASE x
                           |    ^^^^^^
                        """);
    }

    @Test
    void point_atTheEndOfALineOrOfTheText_hasOneCaretBehindIt() {
        String text = "a: 1 +\nb";
        SourceText source = new SourceText("fraud.yaml", text);
        assertThat(DiagnosticRenderer.render(Diagnostic.of(Code.UNKNOWN_COLUMN, new Span(source, 6, 6), "wrong")))
                .isEqualTo("""
                        fraud.yaml:1:7: error FB2104: wrong
                           |
                         1 | a: 1 +
                           |       ^
                        """);
        assertThat(DiagnosticRenderer.render(Diagnostic.of(Code.UNKNOWN_COLUMN, new Span(source, 8, 8), "wrong")))
                .endsWith(" 2 | b\n   |  ^\n");
    }

    @Test
    void tab_beforeTheSpan_staysATabUnderIt() {
        assertThat(render("\ta\tbad\n", "bad", "wrong")).endsWith(" 1 | \ta\tbad\n   | \t \t^^^\n");
    }

    @Test
    void lineOfManyCharacters_isCutAroundTheSpan() {
        String text = "x".repeat(5_000) + "BAD" + "y".repeat(5_000);
        List<String> lines = render(text, "BAD", "wrong").lines().toList();
        assertThat(lines.get(2)).startsWith(" 1 | ...xxx").endsWith("yyy...").hasSizeLessThan(140);
        assertThat(lines.get(3).indexOf("^^^")).isEqualTo(lines.get(2).indexOf("BAD"));
        assertThat(lines.get(3)).endsWith("^^^");
    }

    @Test
    void spanOfManyCharacters_isMarkedNoFurtherThanTheLineIsShown() {
        List<String> lines = render("a" + "x".repeat(5_000), "x".repeat(5_000), "wrong")
                .lines()
                .toList();
        assertThat(lines.get(3).length()).isLessThanOrEqualTo(lines.get(2).length());
    }

    @Test
    void charactersThatATerminalActsOn_areReplaced() {
        String rendered = render("a: \u001B[31mred\u202Eder\u0007 b\n", "b", "found '\u001B[0m'", "note \u0000");
        assertThat(rendered).isEqualTo("""
                        fraud.yaml:1:18: error FB2104: found '\uFFFD[0m'
                           |
                         1 | a: \uFFFD[31mred\uFFFDder\uFFFD b
                           |                  ^
                           = note \uFFFD
                        """);
    }

    @Test
    void diagnostic_withoutAPlace_isItsMessageAndNotes() {
        assertThat(DiagnosticRenderer.render(
                        Diagnostic.of(Code.UNUSED_COLUMN, null, "no file 'a.yaml'", "files here: b.yaml")))
                .isEqualTo("""
                        warning FB2104: no file 'a.yaml'
                           = files here: b.yaml
                        """);
    }

    @Test
    void severalDiagnostics_haveABlankLineBetweenThem() {
        Diagnostic one = Diagnostic.of(Code.UNKNOWN_COLUMN, null, "one");
        Diagnostic two = Diagnostic.of(Code.UNKNOWN_COLUMN, null, "two");
        assertThat(DiagnosticRenderer.renderAll(List.of(one, two)))
                .isEqualTo("error FB2104: one\n\nerror FB2104: two\n");
        assertThat(DiagnosticRenderer.renderAll(List.of())).isEmpty();
    }

    @Test
    void diagnostics_addedInAnyOrder_areSortedByPlaceAndSaidOnce() {
        String text = "first second";
        SourceText source = new SourceText("fraud.yaml", text);
        Diagnostic first = Diagnostic.of(Code.UNUSED_COLUMN, new Span(source, 0, 5), "first");
        Diagnostic second = Diagnostic.of(Code.UNKNOWN_COLUMN, new Span(source, 6, 12), "second");
        Diagnostic nowhere = Diagnostic.of(Code.UNUSED_COLUMN, null, "nowhere");
        Diagnostics diagnostics = new Diagnostics();
        diagnostics.add(first);
        assertThat(diagnostics.hasErrors()).isFalse();
        diagnostics.add(second);
        diagnostics.add(nowhere);
        diagnostics.add(first);
        diagnostics.add(Code.UNKNOWN_COLUMN, new Span(source, 6, 12), "second");
        assertThat(diagnostics.sorted()).containsExactly(nowhere, first, second);
        assertThat(diagnostics.hasErrors()).isTrue();
    }
}
