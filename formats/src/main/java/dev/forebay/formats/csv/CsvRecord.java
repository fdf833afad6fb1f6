package dev.forebay.formats.csv;

import dev.forebay.types.batch.ByteArena;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One CSV record cut into its fields.
 *
 * <p>Fields stand between commas. A field that begins with a double quote ends with one; inside, a quote is written twice, and commas
 * and line ends are text. Spaces are text. A quote anywhere else is an error. One object is used again and again by one thread.
 */
public final class CsvRecord {
    private static final byte[] NONE = {};

    private byte[] bytes = NONE;
    private int[] starts = new int[16];
    private int[] lengths = new int[16];
    private boolean[] quoted = new boolean[16];
    private boolean[] doubled = new boolean[16];
    private int size;
    private int end;
    private String problem = "too long";
    private int problemAt;

    /** Cuts the bytes from {@code from} to before {@code to}; one line end at the end of them does not count. False: {@link #problem}. */
    public boolean split(byte[] in, int from, int to) {
        bytes = in;
        size = 0;
        end = to;
        if (end > from && in[end - 1] == '\n') {
            end--;
        }
        if (end > from && in[end - 1] == '\r') {
            end--;
        }
        int at = from;
        while (true) {
            at = at < end && in[at] == '"' ? quotedField(at + 1) : plainField(at);
            if (at < 0) {
                return false;
            }
            if (at == end) {
                return true;
            }
            at++;
        }
    }

    private int plainField(int from) {
        byte[] b = bytes;
        int at = from;
        while (at < end && b[at] != ',') {
            if (b[at] == '"') {
                return fail(at, "a quote inside of a field that does not begin with one");
            }
            if (b[at] == '\n' || b[at] == '\r') {
                return fail(at, "a line end inside of a field without quotes");
            }
            at++;
        }
        add(from, at - from, false, false);
        return at;
    }

    private int quotedField(int from) {
        byte[] b = bytes;
        boolean hasDoubled = false;
        int at = from;
        while (true) {
            while (at < end && b[at] != '"') {
                at++;
            }
            if (at == end) {
                return fail(at, "no quote that closes the field");
            }
            at++;
            if (at == end || b[at] != '"') {
                break;
            }
            hasDoubled = true;
            at++;
        }
        if (at < end && b[at] != ',') {
            return fail(at, "text after the quote that closes a field");
        }
        add(from, at - 1 - from, true, hasDoubled);
        return at;
    }

    private int fail(int at, String what) {
        problem = what;
        problemAt = at;
        return -1;
    }

    private void add(int start, int length, boolean isQuoted, boolean hasDoubled) {
        if (size == starts.length) {
            starts = Arrays.copyOf(starts, size * 2);
            lengths = Arrays.copyOf(lengths, size * 2);
            quoted = Arrays.copyOf(quoted, size * 2);
            doubled = Arrays.copyOf(doubled, size * 2);
        }
        starts[size] = start;
        lengths[size] = length;
        quoted[size] = isQuoted;
        doubled[size] = hasDoubled;
        size++;
    }

    /** What is wrong with the bytes last split. */
    public String problem() {
        return problem;
    }

    /** Where in the bytes it is. */
    int problemAt() {
        return problemAt;
    }

    /** How many fields there are. */
    public int size() {
        return size;
    }

    /** Where the text of field {@code i} starts, behind a quote that opens it. */
    int start(int i) {
        return starts[i];
    }

    /** How many bytes the field has between its quotes, doubled quotes counted twice. */
    int length(int i) {
        return lengths[i];
    }

    boolean isQuoted(int i) {
        return quoted[i];
    }

    boolean hasDoubledQuotes(int i) {
        return doubled[i];
    }

    /** Appends field {@code i} to {@code arena} with its doubled quotes made single and returns how many bytes that are. */
    int undouble(int i, ByteArena arena) {
        arena.ensure(lengths[i]);
        int before = arena.size;
        int to = starts[i] + lengths[i];
        for (int at = starts[i]; at < to; at++) {
            arena.bytes[arena.size++] = bytes[at];
            if (bytes[at] == '"') {
                at++;
            }
        }
        return arena.size - before;
    }

    /** The text of field {@code i}. Not for hot paths: it allocates. */
    public String text(int i) {
        String raw = new String(bytes, starts[i], lengths[i], StandardCharsets.UTF_8);
        return doubled[i] ? raw.replace("\"\"", "\"") : raw;
    }

    /** Field {@code i} as it stands, with its quotes. */
    String raw(int i, int maxBytes) {
        int quotes = quoted[i] ? 1 : 0;
        int length = Math.min(lengths[i] + 2 * quotes, maxBytes);
        return new String(bytes, starts[i] - quotes, length, StandardCharsets.UTF_8);
    }
}
