package dev.forebay.benchmarks.w2;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * W2 as fast as it can be written by hand for one thread: scan the bytes, find the keys in tables with open addressing, one
 * {@link History} for each. <b>Threads.</b> One at a time.
 */
public final class ByHand {

    private final VectorScaler scaler;
    private final PaymentScanner payment = new PaymentScanner();
    private final double[] vector = new double[VectorColumns.COUNT];
    private final Side customers = new Side(true);
    private final Side terminals = new Side(false);
    private long horizon = Long.MAX_VALUE;

    public ByHand(VectorScaler scaler) {
        this.scaler = scaler;
    }

    /**
     * Says that no event older than this will come. Unless it is ever said, events must come in the order of time.
     */
    void horizon(long millis) {
        horizon = millis;
    }

    /** Computes one event's numbers; false when it is rejected. */
    public boolean compute(byte[] bytes, int from, int to) {
        if (!payment.scan(bytes, from, to)) {
            return false;
        }
        long time = payment.timeMillis;
        VectorColumns.row(vector, time, payment.amount, payment.channel, payment.abroad);
        History customer = customers.of(bytes, payment.customerFrom, payment.customerTo);
        long before = customer.newestMillis();
        customer.add(time, payment.cents, time, vector, VectorColumns.CUSTOMER);
        vector[VectorColumns.SECONDS_SINCE] = before == History.NEVER ? -1 : (time - before) / 1000.0;
        terminals
                .of(bytes, payment.terminalFrom, payment.terminalTo)
                .add(time, payment.cents, Math.min(time, horizon), vector, VectorColumns.TERMINAL);
        VectorColumns.timesUsual(vector);
        scaler.scale(vector);
        return true;
    }

    /** The scaled numbers of the last event, until the next. */
    public double[] vector() {
        return vector;
    }

    /** Where the last event's id begins in the bytes it was read from. */
    public int idFrom() {
        return payment.idFrom;
    }

    /** Where it ends, exclusive. */
    public int idTo() {
        return payment.idTo;
    }

    private static final class Side {

        private final boolean ofCustomer;
        private final KeyTable keys = new KeyTable();
        private @Nullable History[] histories = new History[1024];

        Side(boolean ofCustomer) {
            this.ofCustomer = ofCustomer;
        }

        History of(byte[] bytes, int from, int to) {
            int number = keys.number(bytes, from, to);
            if (number >= histories.length) {
                histories = Arrays.copyOf(histories, 2 * histories.length);
            }
            History history = histories[number];
            if (history == null) {
                history = ofCustomer ? History.ofCustomer() : History.ofTerminal();
                histories[number] = history;
            }
            return history;
        }
    }
}
