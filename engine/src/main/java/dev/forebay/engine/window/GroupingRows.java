package dev.forebay.engine.window;

import dev.forebay.engine.expression.Program;
import dev.forebay.engine.hash.XxHash64;
import dev.forebay.plan.Plan;
import dev.forebay.plan.expression.TypedExpression;
import dev.forebay.types.batch.BooleanVector;
import dev.forebay.types.batch.ByteArena;
import dev.forebay.types.batch.DoubleVector;
import dev.forebay.types.batch.EventBatch;
import dev.forebay.types.batch.LongVector;
import dev.forebay.types.batch.StringVector;
import dev.forebay.types.batch.Vector;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rows of one batch as one part of the windows takes them: keys, times, values, and where results go. One thread at a time. */
final class GroupingRows {
    final Layout layout;
    /** Rows that have a key, those of each lane together, in processing order. */
    final int[] order;
    /** Where in {@link #order} each lane begins, and where the last ends. */
    int[] laneStart = new int[2];

    /** The bytes of keys; equal keys have equal bytes. */
    final ByteArena keys = new ByteArena(1 << 12);

    final int[] keyStart;
    final int[] keyLength;
    final long[] hash;
    /** The words of each key as {@link KeyIndex} compares them. */
    final long[] keyFirst;

    final long[] keySecond;
    long[] times = {};
    final long[] clockMicros;
    final long[] horizonMicros;
    /** Where each of the layout's outputs goes. */
    final Vector[] outputs;

    /** The outputs that are texts, and for each lane where their bytes go. */
    private final StringVector[] textOutputs;

    private ByteArena[] texts = {};
    private final EventBatch batch;
    private final int timeSlot;
    private final Vector[] keyColumns;
    private final Vector[] values;
    private final int[] valueWords;
    private final @Nullable Vector[] maskArguments;
    private final @Nullable BooleanVector[] maskFilters;
    private final int[] laneOf;

    GroupingRows(Layout layout, Plan plan, Program program, EventBatch batch, Vector[] aggregates) {
        int capacity = batch.capacity();
        this.layout = layout;
        this.batch = batch;
        this.timeSlot = plan.event().timeSlot();
        this.order = new int[capacity];
        this.laneOf = new int[capacity];
        this.keyStart = new int[capacity];
        this.keyLength = new int[capacity];
        this.hash = new long[capacity];
        this.keyFirst = new long[capacity];
        this.keySecond = new long[capacity];
        this.clockMicros = batch.clockMicros;
        this.horizonMicros = batch.horizonMicros;
        List<Integer> slots =
                plan.windowing().groupings().get(layout.part.grouping()).keySlots();
        this.keyColumns = slots.stream().map(program::column).toArray(Vector[]::new);
        this.values = layout.values.stream()
                .map(value -> program.add(value.argument()))
                .toArray(Vector[]::new);
        this.valueWords = layout.values.stream().mapToInt(Layout.Value::word).toArray();
        this.maskArguments = layout.masks.stream()
                .map(mask -> added(program, mask.argument()))
                .toArray(Vector[]::new);
        this.maskFilters = layout.masks.stream()
                .map(mask -> (BooleanVector) added(program, mask.filter()))
                .toArray(BooleanVector[]::new);
        this.outputs = layout.outputs.stream()
                .map(output -> aggregates[output.aggregate()])
                .toArray(Vector[]::new);
        this.textOutputs = Arrays.stream(outputs)
                .filter(StringVector.class::isInstance)
                .map(StringVector.class::cast)
                .toArray(StringVector[]::new);
    }

    private static @Nullable Vector added(Program program, @Nullable TypedExpression expression) {
        return expression == null ? null : program.add(expression);
    }

    /** Writes the keys of the rows, sorts them by lane, and gives those without a key what an empty window gives. */
    void prepare(int lanes) {
        int rows = batch.size();
        times = ((LongVector) batch.column(timeSlot)).values;
        keys.clear();
        if (laneStart.length != lanes + 1) {
            laneStart = new int[lanes + 1];
        }
        Arrays.fill(laneStart, 0);
        clearTexts(lanes);
        for (int row = 0; row < rows; row++) {
            laneOf[row] = batch.rejections.isRejected(row) ? rejected(row) : lane(row, lanes);
            if (laneOf[row] >= 0) {
                laneStart[laneOf[row] + 1]++;
            }
        }
        for (int lane = 0; lane < lanes; lane++) {
            laneStart[lane + 1] += laneStart[lane];
        }
        int[] next = Arrays.copyOf(laneStart, lanes);
        for (int row = 0; row < rows; row++) {
            if (laneOf[row] >= 0) {
                order[next[laneOf[row]]++] = row;
                for (StringVector output : textOutputs) {
                    output.arena[row] = texts[laneOf[row]];
                }
            }
        }
    }

    private void clearTexts(int lanes) {
        if (textOutputs.length > 0 && texts.length != lanes) {
            texts = Stream.generate(() -> new ByteArena(64)).limit(lanes).toArray(ByteArena[]::new);
        }
        for (ByteArena text : texts) {
            text.clear();
        }
    }

    /** A rejected row sees nothing; what is computed of it all the same must not read what an earlier batch left. */
    private int rejected(int row) {
        for (Vector output : outputs) {
            output.state[row] = Vector.NULL;
        }
        return -1;
    }

    private int lane(int row, int lanes) {
        for (Vector column : keyColumns) {
            if (!column.isValid(row)) {
                for (int i = 0; i < outputs.length; i++) {
                    Results.writeEmpty(layout.outputs.get(i), outputs[i], row);
                }
                return -1;
            }
        }
        keyStart[row] = keys.size;
        KeyBytes.write(keyColumns, row, keys);
        keyLength[row] = keys.size - keyStart[row];
        long hashed = XxHash64.of(keys.bytes, keyStart[row], keyLength[row]);
        hash[row] = hashed;
        keyFirst[row] = KeyIndex.first(keys.bytes, keyStart[row], keyLength[row]);
        keySecond[row] = KeyIndex.second(keys.bytes, keyStart[row], keyLength[row]);
        return lane(hashed, lanes);
    }

    /** The lane of a key. */
    static int lane(long hash, int lanes) {
        return (int) (hash >>> 40) & (lanes - 1);
    }

    /** Writes a row of the batch into the row of a buffer. */
    void store(int row, KeyBuffer buffer, long place, TextPool texts) {
        buffer.set(place, Layout.TIME, times[row]);
        int masks = layout.masks.size();
        for (int from = 0; from < masks; from += 64) {
            long bits = 0;
            for (int mask = from; mask < Math.min(masks, from + 64); mask++) {
                bits |= (contributes(mask, row) ? 1L : 0L) << (mask - from);
            }
            buffer.set(place, 1 + from / 64, bits);
        }
        for (int i = 0; i < values.length; i++) {
            buffer.set(place, valueWords[i], word(values[i], row, texts));
        }
    }

    private boolean contributes(int mask, int row) {
        Vector argument = maskArguments[mask];
        BooleanVector filter = maskFilters[mask];
        return (argument == null || argument.isValid(row))
                && (filter == null || (filter.isValid(row) && filter.values[row]));
    }

    private static long word(Vector vector, int row, TextPool texts) {
        if (!vector.isValid(row)) {
            return vector instanceof StringVector ? -1 : 0;
        }
        if (vector instanceof DoubleVector doubles) {
            return Double.doubleToRawLongBits(doubles.values[row]);
        }
        if (vector instanceof LongVector longs) {
            return longs.values[row];
        }
        return vector instanceof BooleanVector booleans
                ? (booleans.values[row] ? 1 : 0)
                : texts.hold((StringVector) vector, row);
    }
}
