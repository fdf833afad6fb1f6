package dev.forebay.types.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceTextTest {

    @ParameterizedTest
    @ValueSource(strings = {"a\nbc\n\nd", "a\r\nbc\r\n\r\nd", "a\rbc\r\rd", "a\nbc\r\n\rd"})
    void lines_whateverEndsThem_areCountedFromOne(String text) {
        SourceText source = new SourceText("a.yaml", text);
        int b = text.indexOf("bc");
        int d = text.indexOf('d');
        assertThat(source.line(0)).isEqualTo(1);
        assertThat(source.line(b)).isEqualTo(2);
        assertThat(source.column(b + 1)).isEqualTo(2);
        assertThat(source.line(d)).isEqualTo(4);
        assertThat(source.column(d)).isEqualTo(1);
        assertThat(source.lineText(2)).isEqualTo("bc");
        assertThat(source.lineText(3)).isEmpty();
        assertThat(source.lineText(4)).isEqualTo("d");
        assertThat(source.lineStart(4)).isEqualTo(d);
    }

    @Test
    void endOfTheText_afterALastLineFeed_isOnALineOfItsOwn() {
        SourceText source = new SourceText("a.yaml", "a\n");
        assertThat(source.line(2)).isEqualTo(2);
        assertThat(source.lineText(2)).isEmpty();
        assertThat(new SourceText("b.yaml", "").line(0)).isEqualTo(1);
    }

    @Test
    void span_knowsItsTextAndPlace() {
        SourceText source = new SourceText("a.yaml", "a: 1\nb: 22\n");
        Span value = new Span(source, 8, 10);
        Span key = new Span(source, 5, 6);
        assertThat(value.text()).isEqualTo("22");
        assertThat(value).hasToString("a.yaml:2:4");
        assertThat(key.to(value).text()).isEqualTo("b: 22");
        assertThat(value.to(key)).isEqualTo(key.to(value));
    }

    @Test
    void span_outsideOfItsText_isRefused() {
        SourceText source = new SourceText("a.yaml", "abc");
        assertThatThrownBy(() -> new Span(source, 2, 4)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Span(source, 2, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Span(source, -1, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
