package dev.forebay.definition.yaml;

import dev.forebay.types.diagnostic.SourceText;
import dev.forebay.types.diagnostic.Span;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** Turns the YAML library's positions, which count code points after a byte order mark, into offsets in the file. */
final class Offsets {
    private final SourceText source;
    private final int skipped;
    /** Offset of each code point; null where all of them are one character. */
    private final int @Nullable [] byCodePoint;

    Offsets(SourceText source) {
        this.source = source;
        String text = source.text();
        this.skipped = text.startsWith("\uFEFF") ? 1 : 0;
        int codePoints = text.codePointCount(0, text.length());
        if (codePoints == text.length()) {
            this.byCodePoint = null;
            return;
        }
        int[] offsets = new int[codePoints];
        int offset = 0;
        for (int i = 0; i < codePoints; i++) {
            offsets[i] = offset;
            offset += Character.charCount(text.codePointAt(offset));
        }
        this.byCodePoint = offsets;
    }

    /** What the YAML library is given: the file without its byte order mark. */
    String yaml() {
        return source.text().substring(skipped);
    }

    int length() {
        return source.text().length();
    }

    int offset(int codePointIndex) {
        int index = codePointIndex + skipped;
        if (byCodePoint == null) {
            return Math.min(index, length());
        }
        return index < byCodePoint.length ? byCodePoint[index] : length();
    }

    int offset(Optional<Mark> mark) {
        return mark.map(m -> offset(m.getIndex())).orElse(0);
    }

    Span span(Optional<Mark> from, Optional<Mark> to) {
        int start = offset(from);
        return span(start, Math.max(start, offset(to)));
    }

    Span span(int start, int end) {
        return new Span(source, start, end);
    }

    SourceText source() {
        return source;
    }
}
