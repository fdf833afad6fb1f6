package dev.forebay.runtime.fit;

import dev.forebay.engine.fit.FitColumn;
import dev.forebay.runtime.failure.RunFailure;
import dev.forebay.runtime.failure.RuntimeCode;
import dev.forebay.runtime.frame.EncodedFrame;
import dev.forebay.types.Column;
import dev.forebay.types.Type;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The columns of a pass, kept whole in memory: a fit is a function of all rows in their order. Takes records as a
 * {@code RowPacker} makes them. One thread at a time.
 */
final class Columns {
    /** More rows than this are refused, whatever memory there is. */
    static final int MOST_ROWS = 500_000_000;

    private static final int FIRST_ROWS = 1 << 12;
    private static final int TEXT_BYTES = 64;

    private final List<Column> names;
    private final List<Buffer> buffers = new ArrayList<>();
    private final long mostBytes;
    private int rows;
    private long[] offsets = new long[FIRST_ROWS];

    /** @param mostBytes the most memory that the columns may take */
    Columns(List<Column> names, long mostBytes) {
        this.names = List.copyOf(names);
        this.mostBytes = mostBytes;
        for (Column column : names) {
            buffers.add(column.type().kind() == Type.Kind.STRING ? new Texts() : new Numbers(column.type()));
        }
    }

    int rows() {
        return rows;
    }

    void take(EncodedFrame frame) {
        ByteBuffer bytes = ByteBuffer.wrap(frame.bytes.bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (rows + frame.records > MOST_ROWS) {
            throw tooLarge("more than " + String.format(Locale.ROOT, "%,d", MOST_ROWS) + " events");
        }
        for (int record = 0; record < frame.records; record++) {
            bytes.position(frame.valueStart[record]);
            for (Buffer buffer : buffers) {
                buffer.take(bytes, rows);
            }
            if (rows == offsets.length) {
                offsets = Arrays.copyOf(offsets, rows + (rows >> 1));
            }
            offsets[rows++] = event(frame.partition[record], frame.offset[record]);
        }
        long size =
                8L * offsets.length + buffers.stream().mapToLong(Buffer::bytes).sum();
        if (size > mostBytes) {
            throw tooLarge(String.format(
                    Locale.ROOT, "%,d KiB after %,d events, of %,d KiB", size >> 10, rows, mostBytes >> 10));
        }
    }

    static RunFailure tooLarge(String how) {
        return RunFailure.of(
                RuntimeCode.FIT_TOO_LARGE,
                "the columns to fit on need more memory than they may take: " + how,
                "a fit keeps its columns: 8 bytes an event, 8 a number, 4 a text and each different text once; a third of the heap is for them, the rest for the fit",
                "give the process more memory: FOREBAY_JAVA_OPTS=-Xmx16g",
                "or fit on a part of the history: --since and --until");
    }

    /** Which event of the history it is, as one number. */
    static long event(int partition, long offset) {
        return ((long) partition << 48) + offset;
    }

    /** Which event of the history a row is. */
    long event(int row) {
        return offsets[row];
    }

    /** A column by its name, all rows. */
    FitColumn column(String name) {
        return buffers.get(place(name)).column(rows);
    }

    /** The values of a timestamp, in microseconds. */
    long[] micros(String name) {
        return ((Numbers) buffers.get(place(name))).micros(rows);
    }

    private int place(String name) {
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).name().equals(name)) {
                return i;
            }
        }
        throw new IllegalArgumentException("no column " + name);
    }

    /** A column that grows. */
    private interface Buffer {
        void take(ByteBuffer bytes, int row);

        FitColumn column(int rows);

        long bytes();
    }

    private static final class Numbers implements Buffer {
        private final Type type;
        private long[] raw = new long[FIRST_ROWS];

        Numbers(Type type) {
            this.type = type;
        }

        @Override
        public void take(ByteBuffer bytes, int row) {
            if (row == raw.length) {
                raw = Arrays.copyOf(raw, row + (row >> 1));
            }
            if (bytes.get() == 0) {
                raw[row] = Double.doubleToRawLongBits(Double.NaN);
            } else if (type.kind() == Type.Kind.BOOLEAN) {
                raw[row] = Double.doubleToRawLongBits(bytes.get());
            } else {
                raw[row] = number(bytes.getLong());
            }
        }

        private long number(long value) {
            return switch (type.kind()) {
                case LONG -> Double.doubleToRawLongBits((double) value);
                case DECIMAL ->
                    Double.doubleToRawLongBits(
                            BigDecimal.valueOf(value, type.scale()).doubleValue());
                default -> value;
            };
        }

        @Override
        public FitColumn column(int rows) {
            double[] values = new double[rows];
            for (int row = 0; row < rows; row++) {
                values[row] = Double.longBitsToDouble(raw[row]);
            }
            return new FitColumn.Numbers(
                    values,
                    switch (type.kind()) {
                        case LONG -> FitColumn.Kind.WHOLE;
                        case BOOLEAN -> FitColumn.Kind.TRUTH;
                        default -> FitColumn.Kind.REAL;
                    });
        }

        long[] micros(int rows) {
            return Arrays.copyOf(raw, rows);
        }

        @Override
        public long bytes() {
            return 8L * raw.length;
        }
    }

    private static final class Texts implements Buffer {
        private final Map<String, Integer> places = new HashMap<>();
        private final List<String> texts = new ArrayList<>();
        private int[] codes = new int[FIRST_ROWS];
        private long textBytes;

        @Override
        public void take(ByteBuffer bytes, int row) {
            if (row == codes.length) {
                codes = Arrays.copyOf(codes, row + (row >> 1));
            }
            if (bytes.get() == 0) {
                codes[row] = -1;
                return;
            }
            int length = bytes.getInt();
            byte[] utf8 = new byte[length];
            bytes.get(utf8);
            String text = new String(utf8, StandardCharsets.UTF_8);
            Integer place = places.get(text);
            if (place == null) {
                place = texts.size();
                places.put(text, place);
                texts.add(text);
                textBytes += TEXT_BYTES + 2L * length;
            }
            codes[row] = place;
        }

        @Override
        public FitColumn column(int rows) {
            return new FitColumn.Texts(Arrays.copyOf(codes, rows), texts);
        }

        @Override
        public long bytes() {
            return 4L * codes.length + textBytes;
        }
    }
}
