package dev.forebay.engine.function;

import dev.forebay.types.batch.ReasonCode;
import java.util.Arrays;

/** {@code LIKE}: a pattern is compiled once and again only when it changes. */
final class Likeness {
    private static final int ANY = -1;
    private static final int ONE = -2;

    private byte[] pattern = new byte[0];
    private int escape = Integer.MIN_VALUE;
    private int[] tokens = new int[0];
    private boolean compiled;
    private boolean wellFormed;

    private Likeness() {}

    static void addTo(KernelTable table) {
        table.rowsBound("LIKE(string,string)", call -> new Likeness()::plain);
        table.failingRowsBound(
                "LIKE(string,string,string)",
                ReasonCode.DOMAIN,
                "an escape character before nothing to escape",
                call -> new Likeness()::escaped);
    }

    private void plain(Row row) {
        match(row, Integer.MIN_VALUE);
    }

    private void escaped(Row row) {
        match(row, row.length(2) == 0 ? Integer.MIN_VALUE : CodePoints.at(row.bytes(2), row.start(2)));
    }

    private void match(Row row, int escapeCharacter) {
        boolean known = compiled
                && escape == escapeCharacter
                && Arrays.equals(pattern, 0, pattern.length, row.bytes(1), row.start(1), row.end(1));
        if (!known) {
            pattern = Arrays.copyOfRange(row.bytes(1), row.start(1), row.end(1));
            escape = escapeCharacter;
            compile();
        }
        if (wellFormed) {
            row.give(matches(row.bytes(0), row.start(0), row.end(0)));
        } else {
            row.fail();
        }
    }

    private void compile() {
        int[] found = new int[pattern.length];
        int count = 0;
        boolean escaping = false;
        wellFormed = true;
        for (int at = 0; at < pattern.length; at += CodePoints.length(pattern[at])) {
            int c = CodePoints.at(pattern, at);
            if (escaping) {
                wellFormed &= c == '%' || c == '_' || c == escape;
                found[count++] = c;
                escaping = false;
            } else if (c == escape) {
                escaping = true;
            } else {
                found[count++] = c == '%' ? ANY : c == '_' ? ONE : c;
            }
        }
        wellFormed &= !escaping;
        tokens = Arrays.copyOf(found, count);
        compiled = true;
    }

    /** Goes back to the last {@code %} only: what an earlier one could still try, the last can too. */
    private boolean matches(byte[] bytes, int start, int end) {
        int at = start;
        int token = 0;
        int afterAny = -1;
        int resume = start;
        while (at < end) {
            if (token < tokens.length && tokens[token] == ANY) {
                afterAny = ++token;
                resume = at;
            } else if (token < tokens.length && (tokens[token] == ONE || tokens[token] == CodePoints.at(bytes, at))) {
                token++;
                at += CodePoints.length(bytes[at]);
            } else if (afterAny >= 0) {
                token = afterAny;
                resume += CodePoints.length(bytes[resume]);
                at = resume;
            } else {
                return false;
            }
        }
        while (token < tokens.length && tokens[token] == ANY) {
            token++;
        }
        return token == tokens.length;
    }
}
