package dev.forebay.engine.function;

import dev.forebay.types.batch.ReasonCode;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** Functions that make texts, and searches in them. */
final class Texts {
    private static final int MOST_BYTES = 1 << 16;
    private static final String TOO_LONG = "a text of more than 65,536 bytes";

    private Texts() {}

    static void addTo(KernelTable table) {
        table.rows("UPPER(string)", row -> cased(row, 'a', 'z', text -> text.toUpperCase(Locale.ROOT)));
        table.rows("LOWER(string)", row -> cased(row, 'A', 'Z', text -> text.toLowerCase(Locale.ROOT)));
        table.rows("INITCAP(string)", Texts::initcap);
        table.rows("REVERSE(string)", Texts::reverse);
        table.rows(
                "NORMALIZE(string)", row -> unlessAscii(row, text -> Normalizer.normalize(text, Normalizer.Form.NFC)));
        table.rows("UNACCENT(string)", row -> unlessAscii(row, Texts::unaccented));
        growing(table, "||(string,string)", Texts::concatenate);
        growing(table, "CONCAT(string...)", Texts::concatenate);
        growing(table, "REPLACE(string,string,string)", Texts::replace);
        growing(table, "REPEAT(string,long)", Texts::repeat);
        growing(table, "LPAD(string,long)", row -> pad(row, true));
        growing(table, "LPAD(string,long,string)", row -> pad(row, true));
        growing(table, "RPAD(string,long)", row -> pad(row, false));
        growing(table, "RPAD(string,long,string)", row -> pad(row, false));
        table.rows("STARTS_WITH(string,string)", row -> row.give(hasAt(row, row.start(0))));
        table.rows("ENDS_WITH(string,string)", row -> row.give(hasAt(row, row.end(0) - row.length(1))));
        table.rows("CONTAINS(string,string)", row -> row.give(find(row, 0, 1, row.start(0)) >= 0));
        table.rows("POSITION(string,string)", Texts::position);
    }

    private static void growing(KernelTable table, String id, RowFunction function) {
        table.failingRows(id, ReasonCode.DOMAIN, TOO_LONG, function);
    }

    /** Gives what was appended since {@code from}, unless it is longer than texts may grow. */
    static void giveGrown(Row row, int from) {
        if (row.arena.size - from > MOST_BYTES) {
            row.arena.size = from;
            row.fail();
        } else {
            row.giveFrom(from);
        }
    }

    private static void giveGrownSlice(Row row, int from, int end) {
        if (end - from > MOST_BYTES) {
            row.fail();
        } else {
            row.giveSlice(0, from, end);
        }
    }

    private static void append(Row row, int argument, int from, int end) {
        row.arena.append(row.bytes(argument), from, end - from);
    }

    private static void cased(Row row, char first, char last, UnaryOperator<String> otherwise) {
        byte[] bytes = row.bytes(0);
        if (!CodePoints.areAscii(bytes, row.start(0), row.end(0))) {
            row.give(otherwise.apply(row.text(0)));
            return;
        }
        int from = row.arena.append(bytes, row.start(0), row.length(0));
        for (int i = from; i < row.arena.size; i++) {
            byte b = row.arena.bytes[i];
            row.arena.bytes[i] = b >= first && b <= last ? (byte) (b ^ 0x20) : b;
        }
        row.giveFrom(from);
    }

    private static void initcap(Row row) {
        StringBuilder capped = new StringBuilder();
        boolean inWord = false;
        for (int c : row.text(0).codePoints().toArray()) {
            capped.appendCodePoint(inWord ? Character.toLowerCase(c) : Character.toUpperCase(c));
            inWord = Character.isLetterOrDigit(c);
        }
        row.give(capped.toString());
    }

    private static void reverse(Row row) {
        int from = row.arena.size;
        byte[] bytes = row.bytes(0);
        for (int end = row.end(0); end > row.start(0); ) {
            int at = CodePoints.before(bytes, end);
            row.arena.append(bytes, at, end - at);
            end = at;
        }
        row.giveFrom(from);
    }

    private static void unlessAscii(Row row, UnaryOperator<String> function) {
        if (CodePoints.areAscii(row.bytes(0), row.start(0), row.end(0))) {
            row.giveSlice(0, row.start(0), row.end(0));
        } else {
            row.give(function.apply(row.text(0)));
        }
    }

    private static String unaccented(String text) {
        StringBuilder plain = new StringBuilder();
        Normalizer.normalize(text, Normalizer.Form.NFD)
                .codePoints()
                .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
                .forEach(plain::appendCodePoint);
        return Normalizer.normalize(plain, Normalizer.Form.NFC);
    }

    private static void concatenate(Row row) {
        int from = row.arena.size;
        for (int k = 0; k < row.arguments(); k++) {
            if (!row.isNull(k) && row.arena.size - from <= MOST_BYTES) {
                append(row, k, row.start(k), row.end(k));
            }
        }
        giveGrown(row, from);
    }

    private static void replace(Row row) {
        int at = row.start(0);
        int next = row.length(1) == 0 ? -1 : find(row, 0, 1, at);
        if (next < 0) {
            giveGrownSlice(row, at, row.end(0));
            return;
        }
        int from = row.arena.size;
        for (; next >= 0 && row.arena.size - from <= MOST_BYTES; next = find(row, 0, 1, at)) {
            append(row, 0, at, next);
            append(row, 2, row.start(2), row.end(2));
            at = next + row.length(1);
        }
        append(row, 0, at, row.end(0));
        giveGrown(row, from);
    }

    private static void repeat(Row row) {
        long times = row.length(0) == 0 ? 0 : Math.max(0, row.integer(1));
        if (times > MOST_BYTES || times * row.length(0) > MOST_BYTES) {
            row.fail();
            return;
        }
        int from = row.arena.size;
        for (long i = 0; i < times; i++) {
            append(row, 0, row.start(0), row.end(0));
        }
        row.giveFrom(from);
    }

    private static void pad(Row row, boolean before) {
        long wanted = Math.max(0, row.integer(1));
        if (wanted > MOST_BYTES) {
            row.fail();
            return;
        }
        int missing = (int) wanted - CodePoints.count(row.bytes(0), row.start(0), row.end(0));
        boolean filled = row.arguments() < 3 || row.length(2) > 0;
        if (missing <= 0 || !filled) {
            giveGrownSlice(row, row.start(0), CodePoints.skip(row.bytes(0), row.start(0), row.end(0), wanted));
            return;
        }
        int from = row.arena.size;
        if (before) {
            fill(row, missing);
        }
        append(row, 0, row.start(0), row.end(0));
        if (!before) {
            fill(row, missing);
        }
        giveGrown(row, from);
    }

    private static void fill(Row row, int points) {
        if (row.arguments() < 3) {
            row.arena.ensure(points);
            Arrays.fill(row.arena.bytes, row.arena.size, row.arena.size + points, (byte) ' ');
            row.arena.size += points;
            return;
        }
        int at = row.start(2);
        for (int i = 0; i < points; i++) {
            int length = CodePoints.length(row.bytes(2)[at]);
            append(row, 2, at, at + length);
            at = at + length == row.end(2) ? row.start(2) : at + length;
        }
    }

    private static boolean hasAt(Row row, int at) {
        return at >= row.start(0)
                && at + row.length(1) <= row.end(0)
                && Arrays.equals(row.bytes(0), at, at + row.length(1), row.bytes(1), row.start(1), row.end(1));
    }

    private static int find(Row row, int text, int part, int from) {
        return CodePoints.indexOf(
                row.bytes(text), from, row.end(text), row.bytes(part), row.start(part), row.length(part));
    }

    private static void position(Row row) {
        int at = find(row, 1, 0, row.start(1));
        row.give(at < 0 ? 0L : 1L + CodePoints.count(row.bytes(1), row.start(1), at));
    }
}
