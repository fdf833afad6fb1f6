package dev.forebay.cli.compare;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** The lines of a stream that hold given bytes, as a stream of those alone. Other lines are passed over without being looked at closely. */
final class LinesWith extends InputStream {
    private static final int BLOCK = 1 << 18;

    private final InputStream in;
    private final byte[] wanted;
    private byte[] buffer = new byte[BLOCK];
    private int end;
    /** Where the whole lines end that the buffer holds. */
    private int whole;
    /** From here on nothing has been looked at; always the beginning of a line. */
    private int next;

    private int lineFrom;
    private int lineEnd;
    private boolean hasEnded;

    /** @param wanted at least one byte, without a line's end */
    LinesWith(InputStream in, byte[] wanted) {
        this.in = in;
        this.wanted = wanted.clone();
    }

    @Override
    public int read() throws IOException {
        return hasLine() ? buffer[lineFrom++] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!hasLine()) {
            return -1;
        }
        int count = Math.min(length, lineEnd - lineFrom);
        System.arraycopy(buffer, lineFrom, into, from, count);
        lineFrom += count;
        return count;
    }

    private boolean hasLine() throws IOException {
        while (lineFrom == lineEnd) {
            int found = find();
            if (found >= 0) {
                take(found);
            } else if (hasEnded) {
                return false;
            } else {
                next = whole;
                fill();
            }
        }
        return true;
    }

    private int find() {
        byte first = wanted[0];
        for (int at = next; at <= whole - wanted.length; at++) {
            if (buffer[at] == first && Arrays.equals(buffer, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        return -1;
    }

    private void take(int found) {
        lineFrom = found;
        while (lineFrom > next && buffer[lineFrom - 1] != '\n') {
            lineFrom--;
        }
        lineEnd = found;
        while (lineEnd < whole && buffer[lineEnd] != '\n') {
            lineEnd++;
        }
        lineEnd = Math.min(whole, lineEnd + 1);
        next = lineEnd;
    }

    private void fill() throws IOException {
        System.arraycopy(buffer, next, buffer, 0, end - next);
        end -= next;
        next = 0;
        lineFrom = 0;
        lineEnd = 0;
        if (end == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
        int read = in.read(buffer, end, buffer.length - end);
        hasEnded = read < 0;
        end += Math.max(0, read);
        whole = end;
        while (!hasEnded && whole > 0 && buffer[whole - 1] != '\n') {
            whole--;
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
