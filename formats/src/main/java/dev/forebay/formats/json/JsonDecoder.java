package dev.forebay.formats.json;

import dev.forebay.formats.FieldRule;
import dev.forebay.types.Field;
import dev.forebay.types.batch.ByteArena;
import dev.forebay.types.batch.EventBatch;
import dev.forebay.types.batch.Reason;
import dev.forebay.types.batch.ReasonCode;
import dev.forebay.types.batch.RecordDecoder;
import dev.forebay.types.batch.StringVector;
import dev.forebay.types.batch.Vector;
import dev.forebay.types.text.DateText;
import dev.forebay.types.text.TimestampText;
import dev.forebay.types.text.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
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
    private static final int MAX_FOUND_BYTES = 4 * (Reason.MAX_FOUND + 2);
    private static final int NEAR_BYTES = 40;

    private final List<Field> schema;
    private final JsonLimits limits;
    private final IntFunction<@Nullable String> places;
    private final FieldTarget[] targets;
    private final ObjectNode root;
    private final JsonScanner in;

    /** What is wrong with the record being read, by field; told only when all of it has been read. */
    private final @Nullable Reason[] pending;

    private boolean hasPending;
    private ByteArena arena = new ByteArena(0);
    private int row;
    private int recordStart;
    /** The number of the record being read since this decoder was made. */
    private long record;

    public JsonDecoder(List<Field> schema) {
        this(schema, JsonLimits.DEFAULT, field -> null);
    }

    /**
     * @param places for the index of a field, where in the definition it stands, as {@code file:line}; null where that is not known
     */
    public JsonDecoder(List<Field> schema, JsonLimits limits, IntFunction<@Nullable String> places) {
        this.schema = List.copyOf(schema);
        this.limits = limits;
        this.places = places;
        List<FieldTarget> list = new ArrayList<>();
        for (Field field : schema) {
            list.add(new FieldTarget(list.size(), field));
        }
        this.targets = list.toArray(new FieldTarget[0]);
        this.root = ObjectNode.of(list);
        this.in = new JsonScanner(limits.maxDepth());
        this.pending = new @Nullable Reason[targets.length];
    }

    @Override
    public void decode(EventBatch batch) {
        if (!batch.fields().equals(schema)) {
            throw new IllegalArgumentException("the batch has other fields than the decoder");
        }
        arena = batch.arena;
        // The scanner reads whole words and needs a byte after the last record.
        arena.ensure(2 * JsonScanner.SLACK);
        arena.size += JsonScanner.SLACK;
        for (FieldTarget target : targets) {
            target.bind(batch);
        }
        for (row = 0; row < batch.size(); row++) {
            decodeRow(batch);
        }
    }

    private void decodeRow(EventBatch batch) {
        int length = batch.valueLength[row];
        if (batch.rejections.isRejected(row)) {
            setAllNull();
        } else if (length < 0) {
            reject(batch, new Reason(ReasonCode.NO_VALUE, null, null, "a value: an event in JSON", null));
        } else if (length > limits.maxRecordBytes()) {
            String rule = "a record of at most " + limits.maxRecordBytes() + " bytes";
            reject(batch, new Reason(ReasonCode.TOO_LARGE, null, length + " bytes", rule, null));
        } else {
            decodeRecord(batch, batch.valueStart[row], length);
        }
    }

    private void decodeRecord(EventBatch batch, int start, int length) {
        record++;
        recordStart = start;
        int arenaSize = arena.size;
        int end = start + length;
        byte covered = arena.bytes[end];
        arena.bytes[end] = 0;
        in.start(arena.bytes, end);
        boolean legal = event();
        // The arena may have grown meanwhile, and has copied the zero.
        arena.bytes[end] = covered;
        if (legal) {
            finish(batch);
        } else {
            arena.size = arenaSize;
            forgetPending();
            reject(batch, illegal(end));
        }
    }

    private boolean event() {
        int at = in.whitespace(recordStart);
        if (in.bytes[at] != '{') {
            in.fail(at, "an object");
            return false;
        }
        at = object(root, at, 1);
        if (at < 0) {
            return false;
        }
        at = in.whitespace(at);
        if (at != in.end) {
            in.fail(at, "nothing after the object");
            return false;
        }
        return true;
    }

    /** The object at {@code from}, itself the container number {@code depth}. */
    private int object(ObjectNode node, int from, int depth) {
        JsonScanner scanner = in;
        byte[] b = scanner.bytes;
        if (scanner.isTooDeep(depth)) {
            return scanner.failTooDeep(from);
        }
        int at = scanner.whitespace(from + 1);
        if (b[at] == '}') {
            return at + 1;
        }
        KeySlot previous = node.head;
        while (true) {
            KeySlot slot = previous.next;
            if (slot != null && slot.matches(b, at)) {
                at += slot.matchedBytes;
                if (b[at] <= ' ') {
                    at = scanner.whitespace(at);
                }
            } else {
                int afterKey = key(at);
                if (afterKey < 0) {
                    return -1;
                }
                slot = look(node, at + 1, afterKey - 1);
                if (slot != node.stranger()) {
                    previous.next = slot;
                }
                at = scanner.colon(afterKey);
                if (at < 0) {
                    return -1;
                }
            }
            at = slot.ignored ? scanner.skip(at, depth) : value(slot, at, depth);
            if (at < 0) {
                return -1;
            }
            if (b[at] <= ' ') {
                at = scanner.whitespace(at);
            }
            if (b[at] != ',') {
                return b[at] == '}' ? at + 1 : scanner.fail(at, "',' or '}'");
            }
            at++;
            if (b[at] <= ' ') {
                at = scanner.whitespace(at);
            }
            previous = slot;
        }
    }

    private int key(int at) {
        return in.bytes[at] == '"' ? in.string(at + 1) : in.fail(at, "a key in quotes");
    }

    private KeySlot look(ObjectNode node, int from, int to) {
        if (!in.escaped) {
            return node.slot(in.bytes, from, to - from);
        }
        int start = arena.size;
        int length = JsonText.unescape(in.bytes, from, to - from, arena);
        arena.size = start;
        return length < 0 ? node.stranger() : node.escapedSlot(arena.bytes, start, length);
    }

    private int value(KeySlot slot, int from, int depth) {
        int at = -1;
        FieldTarget target = slot.target;
        if (target != null) {
            if (target.seen == record) {
                at = repeated(target, from, depth);
            } else {
                do {
                    target.seen = record;
                    at = read(target, from, depth);
                    target = target.also;
                } while (target != null && at >= 0);
            }
            if (at < 0) {
                return -1;
            }
        }
        return slot.child == null ? at : child(slot.child, from, depth);
    }

    private int repeated(FieldTarget first, int from, int depth) {
        int at = in.skip(from, depth);
        if (at >= 0) {
            for (FieldTarget target = first; target != null; target = target.also) {
                against(target, ReasonCode.REPEATED_FIELD, from, at, FieldRule.ONCE);
            }
        }
        return at;
    }

    /** What stands where an object with fields should. */
    private int child(ObjectNode node, int from, int depth) {
        boolean again = node.seen == record;
        node.seen = record;
        if (in.bytes[from] == '{' && !again) {
            return object(node, from, depth + 1);
        }
        int at = in.skip(from, depth);
        if (at < 0) {
            return -1;
        }
        for (FieldTarget target : node.fields) {
            target.seen = record;
            if (again) {
                against(target, ReasonCode.REPEATED_FIELD, from, at, "'" + node.path + "' " + FieldRule.ONCE);
            } else if (in.bytes[from] == 'n') {
                isNull(target, from, at);
            } else {
                against(target, ReasonCode.WRONG_TYPE, from, at, "an object at '" + node.path + "'");
            }
        }
        return at;
    }

    private int read(FieldTarget target, int at, int depth) {
        byte first = in.bytes[at];
        return switch (target.reading) {
            case STRING -> first == '"' ? string(target, at) : other(target, at, depth);
            case DOUBLE -> JsonScanner.startsNumber(first) ? decimal(target, at) : other(target, at, depth);
            case INTEGER -> JsonScanner.startsNumber(first) ? integer(target, at) : other(target, at, depth);
            case TIMESTAMP_TEXT, DATE -> first == '"' ? time(target, at) : other(target, at, depth);
            case BOOLEAN -> first == 't' || first == 'f' ? bool(target, at, first) : other(target, at, depth);
        };
    }

    private int string(FieldTarget target, int from) {
        int at = in.string(from + 1);
        if (at < 0) {
            return -1;
        }
        StringVector strings = target.strings;
        if (!in.escaped) {
            strings.set(row, arena, from + 1, at - from - 2);
            return at;
        }
        int start = arena.size;
        int length = JsonText.unescape(in.bytes, from + 1, at - from - 2, arena);
        if (length < 0) {
            String rule = "text: every escaped surrogate has its pair";
            against(target, ReasonCode.INVALID_UTF8, from, at, rule);
        } else {
            strings.set(row, arena, start, length);
        }
        return at;
    }

    private int decimal(FieldTarget target, int from) {
        int at = in.number(from);
        if (at < 0) {
            return -1;
        }
        double value = in.number.toDouble(in.bytes, from, at);
        if (Double.isInfinite(value)) {
            against(target, ReasonCode.NUMBER_RANGE, from, at, FieldRule.of(target.field));
        } else {
            target.doubles[row] = value;
            target.state[row] = Vector.VALID;
        }
        return at;
    }

    private int integer(FieldTarget target, int from) {
        int at = in.number(from);
        if (at < 0) {
            return -1;
        }
        if (target.shape.fits(in.number)) {
            target.longs[row] = target.shape.value(in.number);
            target.state[row] = Vector.VALID;
        } else {
            against(target, ReasonCode.NUMBER_RANGE, from, at, FieldRule.of(target.field));
        }
        return at;
    }

    private int time(FieldTarget target, int from) {
        int at = in.string(from + 1);
        if (at < 0) {
            return -1;
        }
        long value = in.escaped ? escapedTime(target, from + 1, at - 1) : parseTime(target, in.bytes, from + 1, at - 1);
        if (value == TimestampText.NONE) {
            against(target, ReasonCode.BAD_TIMESTAMP, from, at, FieldRule.of(target.field));
        } else {
            target.longs[row] = value;
            target.state[row] = Vector.VALID;
        }
        return at;
    }

    private static long parseTime(FieldTarget target, byte[] bytes, int from, int to) {
        return target.reading == FieldTarget.Reading.DATE
                ? DateText.parse(bytes, from, to)
                : TimestampText.parse(bytes, from, to);
    }

    private long escapedTime(FieldTarget target, int from, int to) {
        int start = arena.size;
        int length = JsonText.unescape(in.bytes, from, to - from, arena);
        arena.size = start;
        return length < 0 ? TimestampText.NONE : parseTime(target, arena.bytes, start, start + length);
    }

    private int bool(FieldTarget target, int from, byte first) {
        int at = in.literal(from, first == 't' ? "true" : "false");
        target.booleans[row] = first == 't';
        target.state[row] = Vector.VALID;
        return at;
    }

    /** A value of another type than the field's. */
    private int other(FieldTarget target, int from, int depth) {
        int at = in.skip(from, depth);
        if (at < 0) {
            return -1;
        }
        if (in.bytes[from] == 'n') {
            isNull(target, from, at);
        } else {
            against(target, ReasonCode.WRONG_TYPE, from, at, FieldRule.of(target.field));
        }
        return at;
    }

    private void isNull(FieldTarget target, int from, int to) {
        target.state[row] = Vector.NULL;
        if (!target.field.optional()) {
            against(target, ReasonCode.NULL, from, to, FieldRule.NOT_NULL);
        }
    }

    private void against(FieldTarget target, ReasonCode code, int from, int to, String rule) {
        target.state[row] = Vector.NULL;
        String found = new String(in.bytes, from, Math.min(to - from, MAX_FOUND_BYTES), StandardCharsets.UTF_8);
        setPending(target, code, found, rule);
    }

    private void setPending(FieldTarget target, ReasonCode code, @Nullable String found, String rule) {
        pending[target.index] = new Reason(code, target.field.name(), found, rule, places.apply(target.index));
        hasPending = true;
    }

    private void finish(EventBatch batch) {
        for (FieldTarget target : targets) {
            if (target.seen != record) {
                target.state[row] = Vector.NULL;
                if (!target.field.optional()) {
                    setPending(target, ReasonCode.MISSING, null, FieldRule.REQUIRED);
                }
            }
        }
        if (hasPending) {
            for (Reason reason : pending) {
                if (reason != null) {
                    batch.rejections.add(row, reason);
                }
            }
            forgetPending();
        }
    }

    private void forgetPending() {
        if (hasPending) {
            Arrays.fill(pending, null);
            hasPending = false;
        }
    }

    private Reason illegal(int end) {
        byte[] b = arena.bytes;
        int ill = Utf8.firstIllFormed(b, recordStart, end);
        if (ill >= 0) {
            String found = "byte 0x%02x at %d".formatted(b[ill] & 0xff, ill - recordStart);
            return new Reason(ReasonCode.INVALID_UTF8, null, found, "well-formed UTF-8", null);
        }
        int at = in.failedAt;
        String found = at == end ? null : near(b, at, end);
        if (in.tooDeep) {
            String rule = "objects and arrays at most " + limits.maxDepth() + " deep (byte " + (at - recordStart) + ")";
            return new Reason(ReasonCode.TOO_DEEP, null, found, rule, null);
        }
        boolean mark = at == recordStart && end - at >= 3 && (b[at] & 0xff) == 0xef && (b[at + 1] & 0xff) == 0xbb;
        String wanted = mark ? "no byte order mark" : in.expected;
        String rule =
                "JSON: " + wanted + " at byte " + (at - recordStart) + (at == end ? ", where the record ends" : "");
        return new Reason(ReasonCode.MALFORMED, null, found, rule, null);
    }

    /** The bytes from {@code at} on, as much as helps to find the place. */
    private static String near(byte[] b, int at, int end) {
        String text = new String(b, at, Math.min(end - at, NEAR_BYTES), StandardCharsets.UTF_8);
        return end - at > NEAR_BYTES ? text + "…" : text;
    }

    private void reject(EventBatch batch, Reason reason) {
        setAllNull();
        batch.rejections.add(row, reason);
    }

    private void setAllNull() {
        for (FieldTarget target : targets) {
            target.state[row] = Vector.NULL;
        }
    }
}
