package dev.forebay.formats.csv;

import dev.forebay.formats.Demand;
import dev.forebay.types.Field;
import dev.forebay.types.Field.TimestampFormat;
import dev.forebay.types.Type;
import dev.forebay.types.batch.BooleanVector;
import dev.forebay.types.batch.DoubleVector;
import dev.forebay.types.batch.EventBatch;
import dev.forebay.types.batch.LongVector;
import dev.forebay.types.batch.Reason;
import dev.forebay.types.batch.ReasonCode;
import dev.forebay.types.batch.RecordDecoder;
import dev.forebay.types.batch.StringVector;
import dev.forebay.types.batch.Vector;
import dev.forebay.types.text.DateText;
import dev.forebay.types.text.DecimalText;
import dev.forebay.types.text.IntegerShape;
import dev.forebay.types.text.TimestampText;
import dev.forebay.types.text.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Reads events that are CSV records (RFC 4180) into columns.
 *
 * <p>The header says which field of a record is which: a schema field is found under its path joined with dots ({@code device.os}).
 * A record with more or fewer fields than the header, with a quote where none may be, or not in well-formed UTF-8 has one reason.
 * Every other record has every reason that can be known, one a field at most, in the schema's order.
 *
 * <ul>
 *   <li>Empty without quotes is null. Empty in quotes is an empty string; for every other type it is null too.
 *   <li>Numbers: as {@link DecimalText} reads them; {@code long} and {@code decimal} must fit exactly. For {@code double} also
 *       {@code NaN}, {@code nan}, {@code inf}, {@code -inf}, {@code Infinity}, {@code -Infinity}.
 *   <li>{@code boolean}: {@code true}, {@code True}, {@code TRUE} and the like for false.
 *   <li>{@code date}, {@code timestamp}: as {@link DateText} and {@link TimestampText}; epoch numbers where the field says so.
 *   <li>Spaces are never dropped.
 * </ul>
 *
 * <p><b>Missing</b>: the column of a field with a reason is null; so are those of a row that is already rejected, which is not read.
 * <b>Memory</b>: strings point into the batch's arena, those with doubled quotes at its end. <b>Threads</b>: one at a time.
 */
public final class CsvDecoder implements RecordDecoder {
    private static final int MAX_FOUND_BYTES = 4 * (Reason.MAX_FOUND + 2);
    private static final int NO_COLUMN = -1;
    private static final int TWICE = -2;

    private final List<Field> schema;
    private final int width;
    private final int maxRecordBytes;
    private final IntFunction<@Nullable String> places;
    /** For each schema field the place in the record where it stands. */
    private final int[] columnOf;

    private final IntegerShape[] shapes;
    private final CsvRecord record = new CsvRecord();
    private final DecimalText number = new DecimalText();

    /**
     * @param header the columns of a record, in order
     * @param maxRecordBytes the longest record that is read
     * @param places for the index of a field, where in the definition it stands, as {@code file:line}; null where that is not known
     */
    public CsvDecoder(
            List<Field> schema, List<String> header, int maxRecordBytes, IntFunction<@Nullable String> places) {
        this.schema = List.copyOf(schema);
        this.width = header.size();
        this.maxRecordBytes = maxRecordBytes;
        this.places = places;
        this.columnOf = new int[schema.size()];
        this.shapes = new IntegerShape[schema.size()];
        for (int f = 0; f < columnOf.length; f++) {
            String name = columnName(schema.get(f));
            int first = header.indexOf(name);
            columnOf[f] = first < 0 ? NO_COLUMN : header.lastIndexOf(name) == first ? first : TWICE;
            shapes[f] = IntegerShape.of(schema.get(f));
        }
    }

    /** The name under which a header has {@code field}: its path joined with dots. */
    public static String columnName(Field field) {
        return String.join(".", field.path());
    }

    @Override
    public void decode(EventBatch batch) {
        if (!batch.fields().equals(schema)) {
            throw new IllegalArgumentException("the batch has other fields than the decoder");
        }
        for (int row = 0; row < batch.size(); row++) {
            Reason reason = batch.rejections.isRejected(row) ? null : split(batch, row);
            if (reason != null) {
                batch.rejections.add(row, reason);
            }
            boolean read = !batch.rejections.isRejected(row);
            for (int f = 0; f < columnOf.length; f++) {
                batch.column(f).state[row] = Vector.NULL;
                if (read) {
                    field(batch, row, f);
                }
            }
        }
    }

    /** Cuts a row's value into {@link #record}; the reason why it cannot be read, or null. */
    private @Nullable Reason split(EventBatch batch, int row) {
        int length = batch.valueLength[row];
        int start = batch.valueStart[row];
        if (length < 0) {
            return new Reason(ReasonCode.NO_VALUE, null, null, "a value: an event in CSV", null);
        }
        if (length > maxRecordBytes) {
            return Demand.tooLarge(length, maxRecordBytes);
        }
        byte[] bytes = batch.arena.bytes;
        int ill = Utf8.firstIllFormed(bytes, start, start + length);
        if (ill >= 0) {
            return Demand.invalidUtf8(bytes[ill], ill - start);
        }
        if (!record.split(bytes, start, start + length)) {
            String rule =
                    "CSV as RFC 4180 has it: %s at byte %d".formatted(record.problem(), record.problemAt() - start);
            String found = new String(bytes, start, Math.min(length, MAX_FOUND_BYTES), StandardCharsets.UTF_8);
            return new Reason(ReasonCode.MALFORMED, null, found, rule, null);
        }
        if (record.size() != width) {
            String rule = "%d fields, as in the header".formatted(width);
            return new Reason(ReasonCode.MALFORMED, null, record.size() + " fields", rule, null);
        }
        return null;
    }

    private void field(EventBatch batch, int row, int f) {
        Field field = schema.get(f);
        int column = columnOf[f];
        if (column < 0) {
            if (column == TWICE) {
                against(batch, row, f, ReasonCode.REPEATED_FIELD, null, Demand.ONCE);
            } else if (!field.optional()) {
                against(batch, row, f, ReasonCode.MISSING, null, Demand.REQUIRED);
            }
            return;
        }
        boolean text = batch.column(f) instanceof StringVector;
        if (record.length(column) == 0 && !(text && record.isQuoted(column))) {
            if (!field.optional()) {
                against(batch, row, f, ReasonCode.NULL, null, Demand.NOT_NULL);
            }
            return;
        }
        ReasonCode code = value(batch, row, f, column);
        if (code == null) {
            batch.column(f).state[row] = Vector.VALID;
        } else {
            against(batch, row, f, code, record.raw(column, MAX_FOUND_BYTES), Demand.of(field));
        }
    }

    private void against(EventBatch batch, int row, int f, ReasonCode code, @Nullable String found, String rule) {
        batch.rejections.add(row, new Reason(code, schema.get(f).name(), found, rule, places.apply(f)));
    }

    /** Puts a value into its column; why it cannot be one, or null. */
    private @Nullable ReasonCode value(EventBatch batch, int row, int f, int column) {
        byte[] b = batch.arena.bytes;
        int from = record.start(column);
        int to = from + record.length(column);
        Vector vector = batch.column(f);
        if (vector instanceof StringVector strings) {
            text(batch, row, strings, column);
            return null;
        }
        if (vector instanceof BooleanVector booleans) {
            return bool(booleans, row, b, from, to);
        }
        if (vector instanceof DoubleVector doubles) {
            return decimal(doubles, row, b, from, to);
        }
        return integer((LongVector) vector, row, f, b, from, to);
    }

    private void text(EventBatch batch, int row, StringVector strings, int column) {
        if (record.hasDoubledQuotes(column)) {
            int start = batch.arena.size;
            strings.set(row, batch.arena, start, record.undouble(column, batch.arena));
        } else {
            strings.set(row, batch.arena, record.start(column), record.length(column));
        }
    }

    private static @Nullable ReasonCode bool(BooleanVector booleans, int row, byte[] b, int from, int to) {
        if (is(b, from, to, "true") || is(b, from, to, "True") || is(b, from, to, "TRUE")) {
            booleans.values[row] = true;
            return null;
        }
        booleans.values[row] = false;
        boolean isFalse = is(b, from, to, "false") || is(b, from, to, "False") || is(b, from, to, "FALSE");
        return isFalse ? null : ReasonCode.WRONG_TYPE;
    }

    private @Nullable ReasonCode decimal(DoubleVector doubles, int row, byte[] b, int from, int to) {
        if (number.scan(b, from, to)) {
            doubles.values[row] = number.toDouble(b, from, to);
            return Double.isInfinite(doubles.values[row]) ? ReasonCode.NUMBER_RANGE : null;
        }
        if (is(b, from, to, "NaN") || is(b, from, to, "nan")) {
            doubles.values[row] = Double.NaN;
        } else if (is(b, from, to, "inf") || is(b, from, to, "Infinity")) {
            doubles.values[row] = Double.POSITIVE_INFINITY;
        } else if (is(b, from, to, "-inf") || is(b, from, to, "-Infinity")) {
            doubles.values[row] = Double.NEGATIVE_INFINITY;
        } else {
            return ReasonCode.WRONG_TYPE;
        }
        return null;
    }

    private @Nullable ReasonCode integer(LongVector longs, int row, int f, byte[] b, int from, int to) {
        Field field = schema.get(f);
        boolean isDate = field.type().kind() == Type.Kind.DATE;
        boolean isTimestamp =
                field.type().kind() == Type.Kind.TIMESTAMP && field.timestampFormat() == TimestampFormat.RFC3339;
        if (isDate || isTimestamp) {
            longs.values[row] = isDate ? DateText.parse(b, from, to) : TimestampText.parse(b, from, to);
            return longs.values[row] == TimestampText.NONE ? ReasonCode.BAD_TIMESTAMP : null;
        }
        if (!number.scan(b, from, to)) {
            return ReasonCode.WRONG_TYPE;
        }
        if (!shapes[f].fits(number)) {
            return ReasonCode.NUMBER_RANGE;
        }
        longs.values[row] = shapes[f].value(number);
        return null;
    }

    private static boolean is(byte[] b, int from, int to, String word) {
        if (to - from != word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (b[from + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
