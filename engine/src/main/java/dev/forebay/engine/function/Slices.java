package dev.forebay.engine.function;

import dev.forebay.types.batch.ReasonCode;

/** Functions that give a part of a text: it is not copied. */
final class Slices {
    private Slices() {}

    static void addTo(KernelTable table) {
        table.rows("TRIM(string)", row -> {
            int from = afterSpace(row);
            row.giveSlice(0, from, beforeSpace(row, from));
        });
        table.rows("LTRIM(string)", row -> row.giveSlice(0, afterSpace(row), row.end(0)));
        table.rows("RTRIM(string)", row -> row.giveSlice(0, row.start(0), beforeSpace(row, row.start(0))));
        table.rows("SUBSTRING(string,long)", row -> substring(row, Long.MAX_VALUE));
        table.failingRows("SUBSTRING(string,long,long)", ReasonCode.DOMAIN, "a length below 0", Slices::substring);
        table.rows("LEFT(string,long)", row -> left(row, row.integer(1)));
        table.rows("RIGHT(string,long)", row -> {
            int from = CodePoints.skipBack(row.bytes(0), row.start(0), row.end(0), row.integer(1));
            row.giveSlice(0, from, row.end(0));
        });
        table.failingRows("SPLIT_PART(string,string,long)", ReasonCode.DOMAIN, "part 0", Slices::splitPart);
    }

    private static int afterSpace(Row row) {
        byte[] bytes = row.bytes(0);
        int at = row.start(0);
        while (at < row.end(0) && Character.isWhitespace(CodePoints.at(bytes, at))) {
            at += CodePoints.length(bytes[at]);
        }
        return at;
    }

    private static int beforeSpace(Row row, int from) {
        byte[] bytes = row.bytes(0);
        int end = row.end(0);
        while (end > from) {
            int last = CodePoints.before(bytes, end);
            if (!Character.isWhitespace(CodePoints.at(bytes, last))) {
                break;
            }
            end = last;
        }
        return end;
    }

    private static void substring(Row row) {
        long start = row.integer(1);
        long length = row.integer(2);
        if (length < 0) {
            row.fail();
            return;
        }
        boolean endless = start > 0 && length > Long.MAX_VALUE - start;
        substring(row, endless ? Long.MAX_VALUE : start + length);
    }

    /** From the position that the row says to before the position {@code end}, both from 1. */
    private static void substring(Row row, long end) {
        long start = Math.max(1, row.integer(1));
        int from = CodePoints.skip(row.bytes(0), row.start(0), row.end(0), start - 1);
        int to = CodePoints.skip(row.bytes(0), from, row.end(0), Math.max(0, end) - start);
        row.giveSlice(0, from, to);
    }

    static void left(Row row, long points) {
        row.giveSlice(0, row.start(0), CodePoints.skip(row.bytes(0), row.start(0), row.end(0), points));
    }

    private static void splitPart(Row row) {
        long n = row.integer(2);
        if (n == 0) {
            row.fail();
            return;
        }
        long before = n > 0 ? n - 1 : delimiters(row) + 1 + n;
        int from = before < 0 ? -1 : row.start(0);
        for (long left = before; left > 0 && from >= 0; left--) {
            int delimiter = nextDelimiter(row, from);
            from = delimiter < 0 ? -1 : delimiter + row.length(1);
        }
        if (from < 0) {
            row.giveSlice(0, row.end(0), row.end(0));
            return;
        }
        int end = nextDelimiter(row, from);
        row.giveSlice(0, from, end < 0 ? row.end(0) : end);
    }

    private static long delimiters(Row row) {
        long count = 0;
        for (int at = nextDelimiter(row, row.start(0)); at >= 0; at = nextDelimiter(row, at + row.length(1))) {
            count++;
        }
        return count;
    }

    private static int nextDelimiter(Row row, int from) {
        return row.length(1) == 0
                ? -1
                : CodePoints.indexOf(row.bytes(0), from, row.end(0), row.bytes(1), row.start(1), row.length(1));
    }
}
