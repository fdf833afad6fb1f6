package dev.forebay.formats.json;

import dev.forebay.formats.Demand;
import dev.forebay.types.Field;
import dev.forebay.types.batch.ByteArena;
import dev.forebay.types.batch.EventBatch;
import dev.forebay.types.batch.Reason;
import dev.forebay.types.batch.ReasonCode;
import dev.forebay.types.batch.Rejections;
import dev.forebay.types.batch.StringVector;
import dev.forebay.types.batch.Vector;
import dev.forebay.types.text.DateText;
import dev.forebay.types.text.TimestampText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Reads one event into one row of a batch: walks its objects along the tree of fields, puts values into columns and keeps what is
 * wrong with fields until the whole event is known to be legal.
 */
final class EventReader {
    private static final int MAX_FOUND_BYTES = 4 * (Reason.MAX_FOUND + 2);

    private final JsonScanner in;
    private final IntFunction<@Nullable String> places;
    private final FieldTarget[] targets;
    private final ObjectNode root;

    /** What is wrong with the event being read, by field. */
    private final @Nullable Reason[] pending;

    private boolean hasPending;
    private ByteArena arena = new ByteArena(0);
    private int row;
    /** The number of the event being read since this reader was made. */
    private long record;

    EventReader(JsonScanner in, List<Field> schema, IntFunction<@Nullable String> places) {
        this.in = in;
        this.places = places;
        List<FieldTarget> list = new ArrayList<>();
        for (Field field : schema) {
            list.add(new FieldTarget(list.size(), field));
        }
        this.targets = list.toArray(new FieldTarget[0]);
        this.root = ObjectNode.of(list);
        this.pending = new @Nullable Reason[targets.length];
    }

    /** Says where values go from now on. */
    void bind(EventBatch batch) {
        arena = batch.arena;
        for (FieldTarget target : targets) {
            target.bind(batch);
        }
    }

    /** Reads the event at {@code from}, up to the scanner's end; false where it is no legal one. Then {@link #finish} or {@link #drop}. */
    boolean read(int atRow, int from) {
        record++;
        row = atRow;
        int at = in.whitespace(from);
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
                if (slot.bare) {
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
                against(target, ReasonCode.REPEATED_FIELD, from, at, Demand.ONCE);
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
                against(target, ReasonCode.REPEATED_FIELD, from, at, "'" + node.path + "' " + Demand.ONCE);
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
            against(target, ReasonCode.NUMBER_RANGE, from, at, Demand.of(target.field));
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
            against(target, ReasonCode.NUMBER_RANGE, from, at, Demand.of(target.field));
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
            against(target, ReasonCode.BAD_TIMESTAMP, from, at, Demand.of(target.field));
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
            against(target, ReasonCode.WRONG_TYPE, from, at, Demand.of(target.field));
        }
        return at;
    }

    private void isNull(FieldTarget target, int from, int to) {
        target.state[row] = Vector.NULL;
        if (!target.field.optional()) {
            against(target, ReasonCode.NULL, from, to, Demand.NOT_NULL);
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

    /** Makes fields that were not there null and tells what is wrong. */
    void finish(Rejections rejections) {
        for (FieldTarget target : targets) {
            if (target.seen != record) {
                target.state[row] = Vector.NULL;
                if (!target.field.optional()) {
                    setPending(target, ReasonCode.MISSING, null, Demand.REQUIRED);
                }
            }
        }
        if (hasPending) {
            for (Reason reason : pending) {
                if (reason != null) {
                    rejections.add(row, reason);
                }
            }
            forgetPending();
        }
    }

    /** Makes the row's columns null, and forgets what was wrong with them. */
    void drop(int atRow) {
        for (FieldTarget target : targets) {
            target.state[atRow] = Vector.NULL;
        }
        forgetPending();
    }

    private void forgetPending() {
        if (hasPending) {
            Arrays.fill(pending, null);
            hasPending = false;
        }
    }
}
