package dev.forebay.benchmarks.w2;

import dev.forebay.benchmarks.events.EventSource;
import dev.forebay.benchmarks.harness.Oracle;
import dev.forebay.benchmarks.harness.OutputCheck;
import dev.forebay.plan.Plan;
import java.util.BitSet;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;

/**
 * The right answers of W2, each computed from the definition: a window is summed by going back from its payment over all of
 * the key's, in whole cents. Nothing is shared with the jobs but the layout and the scaler's numbers.
 *
 * <p>What a payment is by itself and what its customer's payments give is known beforehand, for a customer's events are in
 * one partition. A terminal's are in two, and which of two is taken first is the job's choice: of the terminal's numbers each
 * record must have whole counts, and {@link TerminalOrder} then looks for an order of the terminal's events in which all of
 * them are right.
 */
public final class WindowOracle implements Oracle {

    private static final double ROW_TOLERANCE = 1e-12;
    private static final double TOLERANCE = 1e-9;
    private static final double DEVIATION_TOLERANCE = 1e-6;

    private final Payments payments;
    private final VectorScaler scaler;
    private final List<Schema> schemas;

    /** For outputs as JSON, or as Avro in the hand-written jobs' schema. */
    public WindowOracle(EventSource source, VectorScaler scaler) {
        this(source, scaler, List.of());
    }

    /** Also for outputs as Avro in Forebay's schema; {@code avro} is the plan that says it. */
    public WindowOracle(EventSource source, VectorScaler scaler, Plan avro) {
        this(source, scaler, List.of(AvroRow.ofForebay(avro)));
    }

    private WindowOracle(EventSource source, VectorScaler scaler, List<Schema> schemas) {
        payments = new Payments(source);
        this.scaler = scaler;
        this.schemas = schemas;
    }

    @Override
    public OutputCheck check(int events) {
        return new Check(events);
    }

    @Override
    public int outputs(int events) {
        return events - payments.rejected.get(0, events).cardinality();
    }

    @Override
    public OutputCheck checkRejected(int events) {
        return new RejectedCheck(payments, events);
    }

    /**
     * The sum of all scaled numbers of all events, taken in the order of the source.
     */
    public double sumInOrder() {
        double[] vector = new double[VectorColumns.COUNT];
        int[] terminalBefore = terminalBefore();
        double sum = 0;
        for (int i = payments.rejected.nextClearBit(0); i < payments.count; i = payments.rejected.nextClearBit(i + 1)) {
            known(i, vector);
            terminal(i, terminalBefore, vector);
            for (int column = 0; column < VectorColumns.COUNT; column++) {
                sum += scaler.scaled(column, vector[column]);
            }
        }
        return sum;
    }

    private int[] terminalBefore() {
        int[] before = new int[payments.count];
        int from = 0;
        for (int end : payments.terminalEnds) {
            for (int place = from; place < end; place++) {
                before[payments.byTerminal[place]] = place == from ? -1 : payments.byTerminal[place - 1];
            }
            from = end;
        }
        return before;
    }

    private void terminal(int payment, int[] terminalBefore, double[] vector) {
        for (int window = 0; window < VectorColumns.WINDOWS; window++) {
            long after = payments.times[payment] - VectorColumns.LENGTHS.get(window);
            long count = 0;
            long sum = 0;
            for (int i = payment; i >= 0 && payments.times[i] > after; i = terminalBefore[i]) {
                count++;
                sum += payments.cents[i];
            }
            vector[VectorColumns.TERMINAL + window] = count;
            vector[VectorColumns.TERMINAL + VectorColumns.WINDOWS + window] = sum / 100.0 / count;
        }
    }

    /** Sets all numbers but the terminal's. */
    private void known(int payment, double[] vector) {
        int flags = payments.flags[payment];
        long time = payments.times[payment];
        VectorColumns.row(vector, time, payments.amount(payment), flags >> 1, (flags & 1) != 0);
        for (int window = 0; window < VectorColumns.WINDOWS; window++) {
            customer(payment, time - VectorColumns.LENGTHS.get(window), vector, VectorColumns.CUSTOMER + window);
        }
        int before = payments.before[payment];
        vector[VectorColumns.SECONDS_SINCE] = before < 0 ? -1 : (time - payments.times[before]) / 1000.0;
        VectorColumns.timesUsual(vector);
    }

    private void customer(int payment, long after, double[] vector, int at) {
        long count = 0;
        long sum = 0;
        long squares = 0;
        long greatest = 0;
        for (int i = payment; i >= 0 && payments.times[i] > after; i = payments.before[i]) {
            long cents = payments.cents[i];
            count++;
            sum += cents;
            squares = Math.addExact(squares, cents * cents);
            greatest = Math.max(greatest, cents);
        }
        long spread = Math.subtractExact(Math.multiplyExact(count, squares), Math.multiplyExact(sum, sum));
        vector[at] = count;
        vector[at + VectorColumns.WINDOWS] = sum / 100.0;
        vector[at + 2 * VectorColumns.WINDOWS] = sum / 100.0 / count;
        vector[at + 3 * VectorColumns.WINDOWS] = Math.sqrt((double) spread) / count / 100;
        vector[at + 4 * VectorColumns.WINDOWS] = greatest / 100.0;
    }

    private static double tolerance(int column) {
        if (column < VectorColumns.CUSTOMER) {
            return ROW_TOLERANCE;
        }
        boolean deviation = column >= VectorColumns.STANDARD_DEVIATION
                && column < VectorColumns.STANDARD_DEVIATION + VectorColumns.WINDOWS;
        return deviation ? DEVIATION_TOLERANCE : TOLERANCE;
    }

    private final class Check implements OutputCheck {

        private final int events;
        private final BitSet seen = new BitSet();
        private final RowReader reader = new RowReader(schemas);
        private final double[] expected = new double[VectorColumns.COUNT];
        private final TerminalOrder order;

        Check(int events) {
            this.events = events;
            order = new TerminalOrder(payments, events);
        }

        @Override
        public String problem(ConsumerRecord<byte[], byte[]> row) {
            try {
                reader.read(row.value());
            } catch (KafkaException e) {
                return String.valueOf(e.getMessage());
            }
            int number = payments.number(reader.id());
            if (number < 0 || number >= events) {
                return "no such event: " + reader.id();
            }
            if (payments.rejected.get(number)) {
                return "is to be rejected: " + reader.id();
            }
            if (seen.get(number)) {
                return "twice: " + reader.id();
            }
            seen.set(number);
            return problem(number, reader.vector());
        }

        private String problem(int number, double[] scaled) {
            known(number, expected);
            for (int column = 0; column < VectorColumns.COUNT; column++) {
                boolean ofTerminal = column >= VectorColumns.TERMINAL && column < VectorColumns.TIMES_USUAL;
                double found = scaler.unscaled(column, scaled[column]);
                double wanted = expected[column];
                if (!ofTerminal && !(Math.abs(found - wanted) <= tolerance(column) * Math.max(1, Math.abs(wanted)))) {
                    return "%s: %s is %s, should be %s"
                            .formatted(reader.id(), VectorColumns.NAMES.get(column), found, wanted);
                }
            }
            return terminal(number, scaled);
        }

        /** Takes the terminal's numbers down, if there is a whole number of payments and of cents behind them. */
        private String terminal(int number, double[] scaled) {
            for (int window = 0; window < VectorColumns.WINDOWS; window++) {
                int column = VectorColumns.TERMINAL + window;
                double count = scaler.unscaled(column, scaled[column]);
                int meanColumn = column + VectorColumns.WINDOWS;
                double mean = scaler.unscaled(meanColumn, scaled[meanColumn]);
                long whole = Math.round(count);
                long cents = Math.round(100 * mean * whole);
                boolean right = Math.abs(count - whole) < TOLERANCE * Math.max(1, count)
                        && whole > 0
                        && Math.abs(mean - cents / 100.0 / whole) <= TOLERANCE * Math.max(1, mean);
                if (!right) {
                    return "%s: %s payments of %s on average are in no window of its terminal"
                            .formatted(reader.id(), count, mean);
                }
                order.put(number, window, (int) whole, cents);
            }
            return "";
        }

        @Override
        public int missing() {
            return outputs(events) - seen.cardinality();
        }

        @Override
        public String problemOfAll() {
            return order.problem();
        }
    }
}
