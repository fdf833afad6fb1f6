package dev.forebay.formats.json;

import dev.forebay.formats.Demand;
import dev.forebay.types.Field;
import dev.forebay.types.batch.ByteArena;
import dev.forebay.types.batch.EventBatch;
import dev.forebay.types.batch.Reason;
import dev.forebay.types.batch.ReasonCode;
import dev.forebay.types.batch.RecordDecoder;
import dev.forebay.types.text.DateText;
import dev.forebay.types.text.TimestampText;
import dev.forebay.types.text.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Reads events that are JSON objects straight into columns, in one pass over the bytes.
 *
 * <p>What RFC 8259 rejects is rejected, in fields that nothing reads too; so are bytes that are not well-formed UTF-8, a byte order
 * mark, and anything but one object. Such a record has one reason, with the byte where reading stopped. Every other record has every
 * reason that can be known, one a field at most, in the schema's order.
 *
 * <ul>
 *   <li>{@code long}: a number whose value is a whole one in range; {@code 1.0} and {@code 1e3} are, {@code 1.5} is not.
 *   <li>{@code double}: the nearest double, always; beyond the largest is out of range, below the smallest is zero.
 *   <li>{@code decimal(p,s)}: exact; digits beyond the scale must be zero.
 *   <li>{@code string}: its text. An escaped surrogate without its pair is legal JSON but no text: it rejects a field that is read.
 *   <li>{@code date}, {@code timestamp}: as {@link DateText} and {@link TimestampText}; epoch numbers where the field says so, within
 *       the same years.
 *   <li>Strings are not numbers, numbers are not strings.
 * </ul>
 *
 * <p><b>Missing</b>: a field that is absent or null is null; where it is required that is a reason. Null in place of an object is null
 * for every field in it. A field that is there twice, or lies in an object that is there twice, is a reason; any other repeated key is
 * not. The column of a field with a reason is null. A row that is already rejected is not read: its columns are null.
 *
 * <p><b>Memory</b>: strings point into the batch's arena, those with escapes at its end. Nothing is allocated for a row without
 * reasons. <b>Threads</b>: one at a time.
 */
public final class JsonDecoder implements RecordDecoder {
    private static final int NEAR_BYTES = 40;

    private final List<Field> schema;
    private final JsonLimits limits;
    private final JsonScanner in;
    private final EventReader reader;

    public JsonDecoder(List<Field> schema) {
        this(schema, JsonLimits.DEFAULT, field -> null);
    }

    /**
     * @param places for the index of a field, where in the definition it stands, as {@code file:line}; null where that is not known
     */
    public JsonDecoder(List<Field> schema, JsonLimits limits, IntFunction<@Nullable String> places) {
        this.schema = List.copyOf(schema);
        this.limits = limits;
        this.in = new JsonScanner(limits.maxDepth());
        this.reader = new EventReader(in, schema, places);
    }

    @Override
    public void decode(EventBatch batch) {
        if (!batch.fields().equals(schema)) {
            throw new IllegalArgumentException("the batch has other fields than the decoder");
        }
        // The scanner reads whole words and needs a byte after the last record.
        batch.arena.ensure(2 * JsonScanner.SLACK);
        batch.arena.size += JsonScanner.SLACK;
        reader.bind(batch);
        for (int row = 0; row < batch.size(); row++) {
            decodeRow(batch, row);
        }
    }

    private void decodeRow(EventBatch batch, int row) {
        int length = batch.valueLength[row];
        if (batch.rejections.isRejected(row)) {
            reader.drop(row);
        } else if (length < 0) {
            reject(batch, row, new Reason(ReasonCode.NO_VALUE, null, null, "a value: an event in JSON", null));
        } else if (length > limits.maxRecordBytes()) {
            reject(batch, row, Demand.tooLarge(length, limits.maxRecordBytes()));
        } else {
            decodeRecord(batch, row, batch.valueStart[row], length);
        }
    }

    private void decodeRecord(EventBatch batch, int row, int start, int length) {
        ByteArena arena = batch.arena;
        int arenaSize = arena.size;
        int end = start + length;
        byte covered = arena.bytes[end];
        arena.bytes[end] = 0;
        in.start(arena.bytes, end);
        boolean legal = reader.read(row, start);
        // The arena may have grown meanwhile, and has copied the zero.
        arena.bytes[end] = covered;
        if (legal) {
            reader.finish(batch.rejections);
        } else {
            arena.size = arenaSize;
            reject(batch, row, illegal(arena.bytes, start, end));
        }
    }

    private void reject(EventBatch batch, int row, Reason reason) {
        reader.drop(row);
        batch.rejections.add(row, reason);
    }

    /** Why the bytes from {@code start} to before {@code end} are no event. */
    private Reason illegal(byte[] b, int start, int end) {
        int ill = Utf8.firstIllFormed(b, start, end);
        if (ill >= 0) {
            return Demand.invalidUtf8(b[ill], ill - start);
        }
        int at = in.failedAt;
        String found = at == end ? null : near(b, at, end);
        if (in.tooDeep) {
            String rule = "objects and arrays at most " + limits.maxDepth() + " deep (byte " + (at - start) + ")";
            return new Reason(ReasonCode.TOO_DEEP, null, found, rule, null);
        }
        boolean mark = at == start && end - at >= 3 && (b[at] & 0xff) == 0xef && (b[at + 1] & 0xff) == 0xbb;
        String wanted = mark ? "no byte order mark" : in.expected;
        String rule = "JSON: " + wanted + " at byte " + (at - start) + (at == end ? ", where the record ends" : "");
        return new Reason(ReasonCode.MALFORMED, null, found, rule, null);
    }

    /** The bytes from {@code at} on, as much as helps to find the place. */
    private static String near(byte[] b, int at, int end) {
        String text = new String(b, at, Math.min(end - at, NEAR_BYTES), StandardCharsets.UTF_8);
        return end - at > NEAR_BYTES ? text + "…" : text;
    }
}
