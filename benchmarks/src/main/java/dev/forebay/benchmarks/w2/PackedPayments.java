package dev.forebay.benchmarks.w2;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The payments of one key in one array, as a store of bytes wants it: the time of the newest, then time and amount of each in
 * the order they came. Unchangeable.
 */
final class PackedPayments {

    private static final int ENTRY = 2 * Long.BYTES;

    private final ByteBuffer bytes;

    private PackedPayments(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    /** {@code stored} as {@link #with} made it; null for none. */
    static PackedPayments of(byte @Nullable [] stored) {
        return new PackedPayments(stored == null ? ByteBuffer.allocate(0) : ByteBuffer.wrap(stored));
    }

    boolean isEmpty() {
        return bytes.capacity() == 0;
    }

    long newestMillis() {
        return bytes.getLong(0);
    }

    WindowSums sums(WindowSums sums, Payment payment, boolean deviations) {
        sums.begin(payment.timeMillis, payment.amount);
        for (int at = Long.BYTES; at < bytes.capacity(); at += ENTRY) {
            sums.add(bytes.getLong(at), bytes.getDouble(at + Long.BYTES));
        }
        if (deviations) {
            sums.addDeviation(payment.timeMillis, payment.amount);
            for (int at = Long.BYTES; at < bytes.capacity(); at += ENTRY) {
                sums.addDeviation(bytes.getLong(at), bytes.getDouble(at + Long.BYTES));
            }
        }
        return sums;
    }

    /** With one more, and without the first ones as long as they are not after {@code time}. */
    byte[] with(Payment payment, long time) {
        int from = Long.BYTES;
        while (from < bytes.capacity() && bytes.getLong(from) <= time) {
            from += ENTRY;
        }
        int kept = Math.max(0, bytes.capacity() - from);
        long newest = isEmpty() ? payment.timeMillis : Math.max(newestMillis(), payment.timeMillis);
        ByteBuffer out = ByteBuffer.allocate(Long.BYTES + kept + ENTRY);
        out.putLong(newest);
        if (kept > 0) {
            out.put(bytes.slice(from, kept));
        }
        return out.putLong(payment.timeMillis).putDouble(payment.amount).array();
    }
}
