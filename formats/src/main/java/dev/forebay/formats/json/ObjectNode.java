package dev.forebay.formats.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An object of the event: which of its keys are read, and which others it has been seen to have.
 *
 * <p>Keys are expected in the order of the record before: each slot points at the one that came after it, so that a stream whose
 * records are alike never looks a key up. Keys that are not read are remembered for the same reason, up to a limit.
 */
final class ObjectNode {
    private static final int MAX_LEARNED_KEYS = 256;
    private static final int MAX_LEARNED_BYTES = 256;
    private static final int TABLE_SIZE = 1024;

    /** Where the object is in the event, for messages: {@code device.screen}; empty for the event itself. */
    final String path;

    /** Stands before the first key. */
    final KeySlot head = KeySlot.none();

    /** Stands for every key that is neither read nor remembered; never expected. */
    private final KeySlot stranger = KeySlot.none();

    /** Fields read in this object and in the objects within. */
    final List<FieldTarget> fields = new ArrayList<>();

    /** The record in which the object was last seen. */
    long seen = -1;

    private @Nullable KeySlot[] table = new @Nullable KeySlot[TABLE_SIZE];
    private int used;
    private int learned;

    ObjectNode(String path) {
        this.path = path;
    }

    /** The tree for the paths of {@code targets}. */
    static ObjectNode of(List<FieldTarget> targets) {
        ObjectNode root = new ObjectNode("");
        for (FieldTarget target : targets) {
            root.add(target, 0);
        }
        return root;
    }

    private void add(FieldTarget target, int depth) {
        fields.add(target);
        String key = target.field.path().get(depth);
        byte[] name = key.getBytes(StandardCharsets.UTF_8);
        KeySlot slot = find(name, 0, name.length);
        if (slot == null) {
            slot = insert(name);
        }
        slot.ignored = false;
        if (depth + 1 == target.field.path().size()) {
            target.also = slot.target;
            slot.target = target;
            return;
        }
        if (slot.child == null) {
            slot.child = new ObjectNode(path.isEmpty() ? key : path + "." + key);
        }
        slot.child.add(target, depth + 1);
    }

    /** The slot of a key; remembers a key that is new. */
    KeySlot slot(byte[] b, int from, int length) {
        KeySlot slot = find(b, from, length);
        if (slot != null) {
            return slot;
        }
        if (learned == MAX_LEARNED_KEYS || length > MAX_LEARNED_BYTES) {
            return stranger;
        }
        learned++;
        byte[] name = new byte[length];
        System.arraycopy(b, from, name, 0, length);
        return insert(name);
    }

    /** The slot of a key that was written with escapes: looked up, not remembered. */
    KeySlot escapedSlot(byte[] b, int from, int length) {
        KeySlot slot = find(b, from, length);
        return slot == null ? stranger : slot;
    }

    /** The slot of no key. */
    KeySlot stranger() {
        return stranger;
    }

    private @Nullable KeySlot find(byte[] b, int from, int length) {
        int mask = table.length - 1;
        for (int i = KeySlot.hash(b, from, length) & mask; ; i = i + 1 & mask) {
            KeySlot slot = table[i];
            if (slot == null || slot.isNamed(b, from, length)) {
                return slot;
            }
        }
    }

    private KeySlot insert(byte[] name) {
        if (++used > table.length / 2) {
            grow();
        }
        KeySlot slot = new KeySlot(name);
        place(slot);
        return slot;
    }

    private void grow() {
        @Nullable KeySlot[] old = table;
        table = new @Nullable KeySlot[old.length * 2];
        for (KeySlot slot : old) {
            if (slot != null) {
                place(slot);
            }
        }
    }

    private void place(KeySlot slot) {
        int mask = table.length - 1;
        int i = slot.hash() & mask;
        while (table[i] != null) {
            i = i + 1 & mask;
        }
        table[i] = slot;
    }
}
