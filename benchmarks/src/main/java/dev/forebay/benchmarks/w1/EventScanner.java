package dev.forebay.benchmarks.w1;

import dev.forebay.benchmarks.scan.FlatScanner;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * A hand-written reader of the three fields W1 needs, straight from the bytes of one flat JSON object: what a careful
 * programmer who knows the fields would write. Any order of fields; the others are skipped unread. The result is in the
 * public fields until the next {@link #scan}.
 *
 * <p>It checks what it reads and nothing else: skipped values may hold what JSON does not allow. That makes it a limit to
 * compare with, not a parser. <b>Threads.</b> One at a time.
 */
public final class EventScanner extends FlatScanner {

    /** Where the id's text begins in the array given to {@link #scan}, and where it ends (exclusive). */
    public int idFrom;

    public int idTo;
    public double amount;

    /** 0 to 23, UTC. */
    public int hour;

    private static final long TIMESTAM = first8("timestamp");
    private static final long TRANSACT = first8("transaction_id");
    private static final long ON_AMOUN = first8("on_amount");

    /**
     * Reads the object in {@code bytes[from, to)}.
     *
     * @throws IllegalArgumentException when it is not one, or a field is missing or has another form
     */
    public void scan(byte[] source, int from, int to) {
        int missing = 7;
        begin(source, from, to);
        do {
            int name = name();
            int length = textTo - name;
            if (length == 14 && startsWith(name, TRANSACT)) {
                string();
                idFrom = textFrom;
                idTo = textTo;
                missing &= ~1;
            } else if (length == 9 && startsWith(name, TIMESTAM)) {
                string();
                hour = hourOf(source, textFrom, textTo);
                missing &= ~2;
            } else if (length == 18 && startsWith(name, TRANSACT) && startsWith(name + 9, ON_AMOUN)) {
                amount = number();
                missing &= ~4;
            } else {
                skip();
            }
        } while (more());
        if (missing != 0) {
            throw wrong("a field is missing");
        }
    }

    private static int hourOf(byte[] bytes, int from, int to) {
        if (to - from == 20 && bytes[from + 10] == 'T' && bytes[from + 13] == ':' && bytes[from + 19] == 'Z') {
            int value = 10 * (bytes[from + 11] - '0') + bytes[from + 12] - '0';
            if (value >= 0 && value < 24) {
                return value;
            }
        }
        String text = new String(bytes, from, to - from, StandardCharsets.US_ASCII);
        return Instant.parse(text).atOffset(ZoneOffset.UTC).getHour();
    }
}
