package dev.forebay.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveScreenTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final LiveScreen screen = new LiveScreen(new PrintStream(bytes, true, StandardCharsets.UTF_8));

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void nothing_isDrawn_nothingIsPrinted() {
        screen.draw(List.of());
        screen.end();

        assertThat(printed()).isEmpty();
    }

    @Test
    void lines_areCutByTheTerminalAndPrintedWithoutControlCharacters() {
        screen.draw(List.of("a \u001b[2Jwiped\r screen\u009b", "b"));

        assertThat(printed())
                .isEqualTo("\u001b[?7la �[2Jwiped� screen�\nb\n\u001b[?7h".replace("\n", System.lineSeparator()));
    }

    @Test
    void line_above_isPrintedBetweenTwoDrawings() {
        screen.draw(List.of("a", "b"));
        bytes.reset();

        screen.above("log");

        assertThat(printed().replace(System.lineSeparator(), "\n"))
                .isEqualTo("\u001b[2A\r\u001b[Jlog\n\u001b[?7la\nb\n\u001b[?7h");
    }
}
