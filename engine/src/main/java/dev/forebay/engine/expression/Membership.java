package dev.forebay.engine.expression;

import static dev.forebay.engine.function.Loop.booleans;
import static dev.forebay.engine.function.Loop.doubles;
import static dev.forebay.engine.function.Loop.longs;
import static dev.forebay.engine.function.Loop.texts;

import dev.forebay.engine.function.Loop;
import dev.forebay.plan.expression.TypedExpression.Constant;
import dev.forebay.types.batch.StringVector;
import dev.forebay.types.batch.Vector;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** {@code IN} with constants: a binary search among them, sorted. */
public final class Membership {
    private Membership() {}

    /** The loop that says whether its input is one of {@code values}, at least one, all of one type and not null. */
    public static Loop of(List<Constant> values) {
        return switch (values.get(0).type().kind()) {
            case LONG, DECIMAL, TIMESTAMP, DATE -> amongLongs(values);
            case DOUBLE -> amongDoubles(values);
            case STRING -> amongTexts(values);
            case BOOLEAN -> amongBooleans(values);
        };
    }

    private static Loop amongLongs(List<Constant> values) {
        long[] sorted = values.stream()
                .mapToLong(value -> (Long) Objects.requireNonNull(value.value()))
                .sorted()
                .toArray();
        return (in, out, rows) -> {
            long[] x = longs(in[0]);
            boolean[] z = booleans(out);
            for (int i = 0; i < rows; i++) {
                z[i] = Arrays.binarySearch(sorted, x[i]) >= 0;
            }
        };
    }

    private static Loop amongDoubles(List<Constant> values) {
        // adding 0.0 makes -0.0 the same as 0.0; binarySearch takes every NaN for the same
        double[] sorted = values.stream()
                .mapToDouble(value -> (Double) Objects.requireNonNull(value.value()) + 0.0)
                .sorted()
                .toArray();
        return (in, out, rows) -> {
            double[] x = doubles(in[0]);
            boolean[] z = booleans(out);
            for (int i = 0; i < rows; i++) {
                z[i] = Arrays.binarySearch(sorted, x[i] + 0.0) >= 0;
            }
        };
    }

    private static Loop amongBooleans(List<Constant> values) {
        boolean hasTrue = values.stream().anyMatch(value -> Boolean.TRUE.equals(value.value()));
        boolean hasFalse = values.stream().anyMatch(value -> Boolean.FALSE.equals(value.value()));
        return (in, out, rows) -> {
            boolean[] x = booleans(in[0]);
            boolean[] z = booleans(out);
            for (int i = 0; i < rows; i++) {
                z[i] = x[i] ? hasTrue : hasFalse;
            }
        };
    }

    private static Loop amongTexts(List<Constant> values) {
        byte[][] sorted = values.stream()
                .map(value -> ((String) Objects.requireNonNull(value.value())).getBytes(StandardCharsets.UTF_8))
                .sorted(Comparator.<byte[]>comparingInt(text -> text.length).thenComparing(Arrays::compareUnsigned))
                .toArray(byte[][]::new);
        return (in, out, rows) -> {
            StringVector x = texts(in[0]);
            boolean[] z = booleans(out);
            for (int i = 0; i < rows; i++) {
                if (out.state[i] == Vector.VALID) {
                    z[i] = contains(sorted, x.arena[i].bytes, x.start[i], x.length[i]);
                }
            }
        };
    }

    /** By length first: most texts differ from most others in it. */
    private static boolean contains(byte[][] sorted, byte[] bytes, int start, int length) {
        int low = 0;
        int high = sorted.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            byte[] candidate = sorted[middle];
            int comparison = candidate.length != length
                    ? Integer.compare(candidate.length, length)
                    : Arrays.compareUnsigned(candidate, 0, length, bytes, start, start + length);
            if (comparison == 0) {
                return true;
            }
            if (comparison < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return false;
    }
}
