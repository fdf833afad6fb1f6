package dev.forebay.engine.window;

import dev.forebay.engine.exact.ExactSum;
import dev.forebay.engine.exact.Moments;
import dev.forebay.engine.exact.Variance;
import dev.forebay.engine.exact.WideMoments;
import dev.forebay.plan.window.AggregateFunction;
import dev.forebay.types.batch.BooleanVector;
import dev.forebay.types.batch.ByteArena;
import dev.forebay.types.batch.DoubleVector;
import dev.forebay.types.batch.LongVector;
import dev.forebay.types.batch.StringVector;
import dev.forebay.types.batch.Vector;

/** Reads aggregates of the open key and writes them into the vectors of a batch. */
final class Results {
    private static final long[] POWERS_OF_TEN = new long[19];

    static {
        POWERS_OF_TEN[0] = 1;
        for (int i = 1; i < POWERS_OF_TEN.length; i++) {
            POWERS_OF_TEN[i] = 10 * POWERS_OF_TEN[i - 1];
        }
    }

    private final KeyBuffer buffer;
    private final Layout layout;
    private final TextPool texts;
    private final Ordered[] orders;
    private final RunningSums sums;
    /** The sums that were read since something changed. */
    private final double[] readSums;

    private final long[] readAt;
    private long changes = 1;

    Results(KeyBuffer buffer, TextPool texts, Ordered[] orders, RunningSums sums) {
        this.buffer = buffer;
        this.layout = buffer.layout;
        this.texts = texts;
        this.orders = orders;
        this.sums = sums;
        this.readSums = new double[layout.runningCount];
        this.readAt = new long[layout.runningCount];
    }

    /** Another key is open, or its sums have changed: what was read of them no longer holds. */
    void changed() {
        changes++;
    }

    /** What a window without events gives. */
    static void writeEmpty(Layout.Output output, Vector to, int row) {
        if (output.rule().function().isCount()) {
            writeLong(to, row, 0);
        } else {
            to.state[row] = Vector.NULL;
        }
    }

    /** Counts, sums and what follows from them, from what the cursors hold. */
    void writeRunning(Reading reading, Vector to, int row) {
        long[] record = buffer.record;
        int at = buffer.at;
        writeRunning(reading, record[at + reading.headWord] - record[at + reading.tailWord], to, row);
    }

    /** The same, of a window that has so many rows. */
    void writeRunning(Reading reading, long rows, Vector to, int row) {
        Layout.Running running = reading.running;
        if (running == null) {
            writeLong(to, row, rows);
            return;
        }
        if (reading.isOfCounts) {
            writeCounts(reading.output, running, to, row);
            return;
        }
        long count = reading.countWord >= 0 ? buffer.word(reading.countWord) : rows;
        if (reading.function == AggregateFunction.COUNT) {
            writeLong(to, row, count);
        } else if (count == 0 || (count == 1 && reading.isSample)) {
            to.state[row] = Vector.NULL;
        } else if (reading.function == AggregateFunction.SUM && !reading.isDouble) {
            writeLongSum(reading, to, row);
        } else {
            ((DoubleVector) to).values[row] = real(reading, running, count);
            to.state[row] = Vector.VALID;
        }
    }

    private void writeCounts(Layout.Output output, Layout.Running running, Vector to, int row) {
        if (buffer.word(running.countsWord()) == 0) {
            writeEmpty(output, to, row);
            return;
        }
        ValueCounts values = sums.countsOf(running);
        if (output.rule().function() == AggregateFunction.COUNT_DISTINCT) {
            writeLong(to, row, values.distinct());
        } else if (values.distinct() == 0) {
            to.state[row] = Vector.NULL;
        } else {
            writeValue(output, values.mode(orders[output.input().value()]), to, row);
        }
    }

    private void writeLongSum(Reading reading, Vector to, int row) {
        int at = buffer.at + reading.sumWord;
        long sum = buffer.record[at + 1];
        boolean fits = ExactSum.fitsLong(buffer.record, at);
        if (fits && to.type().isDecimal()) {
            fits = sum < POWERS_OF_TEN[18] && sum > -POWERS_OF_TEN[18];
        }
        ((LongVector) to).values[row] = sum;
        to.state[row] = fits ? Vector.VALID : Vector.ERROR;
    }

    private double real(Reading reading, Layout.Running running, long count) {
        return switch (reading.function) {
            case SUM -> sum(reading, running);
            case AVG -> sum(reading, running) / count;
            case VAR_POP -> variance(reading, running, count, count);
            case VAR_SAMP -> variance(reading, running, count, count - 1);
            case STDDEV_POP -> Math.sqrt(variance(reading, running, count, count));
            case STDDEV_SAMP -> Math.sqrt(variance(reading, running, count, count - 1));
            case COUNT, COUNT_DISTINCT, MIN, MAX, FIRST_VALUE, LAST_VALUE, LAG, MODE ->
                throw new IllegalStateException(reading.function + " is not kept as a sum");
        };
    }

    /** The sum as a double; SUM and AVG of the same are rounded once. */
    private double sum(Reading reading, Layout.Running running) {
        int index = reading.index;
        if (readAt[index] != changes) {
            int at = buffer.at + reading.sumWord;
            readSums[index] = reading.isDouble
                    ? Moments.sum(buffer.record, at, sums.wideOf(running))
                    : ExactSum.toDouble(buffer.record, at, 0, POWERS_OF_TEN[reading.scale]);
            readAt[index] = changes;
        }
        return readSums[index];
    }

    private double variance(Reading reading, Layout.Running running, long count, long divisor) {
        int at = buffer.at + reading.sumWord;
        int squares = buffer.at + reading.squaresWord;
        if (reading.isDouble) {
            WideMoments wide = sums.wideOf(running);
            return Moments.variance(buffer.record, at, squares, wide, count, divisor);
        }
        return Variance.of(buffer.record, at, buffer.record, squares, count, divisor, 0);
    }

    /** A value of the output's input. */
    void writeValue(Layout.Output output, long word, Vector to, int row) {
        writeWord(word, to, row);
    }

    /** A value as a row of a buffer holds it. */
    void writeWord(long word, Vector to, int row) {
        if (to instanceof DoubleVector doubles) {
            doubles.values[row] = Double.longBitsToDouble(word);
        } else if (to instanceof LongVector longs) {
            longs.values[row] = word;
        } else if (to instanceof BooleanVector booleans) {
            booleans.values[row] = word != 0;
        } else {
            StringVector strings = (StringVector) to;
            ByteArena arena = strings.arena[row];
            byte[] text = texts.get(word);
            strings.set(row, arena, arena.append(text, 0, text.length), text.length);
        }
        to.state[row] = Vector.VALID;
    }

    /** The smallest or largest of a value. */
    void writeExtreme(Layout.Output output, long word, Vector to, int row) {
        writeValue(output, orders[output.input().value()].canonical(word), to, row);
    }

    private static void writeLong(Vector to, int row, long value) {
        ((LongVector) to).values[row] = value;
        to.state[row] = Vector.VALID;
    }

    Layout layout() {
        return layout;
    }
}
