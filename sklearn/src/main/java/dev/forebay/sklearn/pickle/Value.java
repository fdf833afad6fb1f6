package dev.forebay.sklearn.pickle;

import dev.forebay.sklearn.diagnostic.RefusedException;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A Python value as inert data.
 *
 * <p>Containers may hold themselves, so they have the equality of identity, and nothing here walks into one. They are
 * changed by the reader only.
 */
public sealed interface Value {

    /** What it is, for a message: {@code a dict}. */
    String kind();

    /** Python's {@code None}. */
    enum None implements Value {
        NONE;

        @Override
        public String kind() {
            return "None";
        }
    }

    /** {@code True} or {@code False}. */
    record Bool(boolean value) implements Value {
        @Override
        public String kind() {
            return value ? "True" : "False";
        }
    }

    /** An integer of at most 64 bits. */
    record Int(long value) implements Value {
        @Override
        public String kind() {
            return "the number " + value;
        }
    }

    /** A float. */
    record Real(double value) implements Value {
        @Override
        public String kind() {
            return "the number " + value;
        }
    }

    /** A string. */
    record Text(String value) implements Value {
        @Override
        public String kind() {
            return "a string";
        }
    }

    /** Bytes or a bytearray; shared with the file, read-only. */
    final class Bytes implements Value {
        private final ByteBuffer bytes;

        Bytes(ByteBuffer bytes) {
            this.bytes = bytes;
        }

        ByteBuffer bytes() {
            return bytes;
        }

        @Override
        public String kind() {
            return "bytes";
        }
    }

    /** A list, tuple or set. */
    final class Items implements Value {

        /** Which of them. */
        enum Form {
            LIST("a list"),
            TUPLE("a tuple"),
            SET("a set");

            private final String words;

            Form(String words) {
                this.words = words;
            }
        }

        static final Items EMPTY_TUPLE = new Items(Form.TUPLE, List.of());

        private final Form form;
        private final List<Value> items;
        private boolean frozen;

        /** Takes {@code items} over. */
        Items(Form form, List<Value> items) {
            this.form = form;
            this.items = items;
            this.frozen = form == Form.TUPLE;
        }

        Form form() {
            return form;
        }

        public List<Value> items() {
            return Collections.unmodifiableList(items);
        }

        void addAll(List<Value> more) throws RefusedException {
            if (frozen) {
                throw ByteCursor.malformed("%s is added to after its last use", form.words);
            }
            items.addAll(more);
        }

        /** From here on the items stay as they are. */
        void freeze() {
            frozen = true;
        }

        @Override
        public String kind() {
            return form.words;
        }
    }

    /** A dict whose keys are strings, or whole numbers by their digits; none occurs twice. */
    final class Dict implements Value {
        // Strings are Comparable, so keys made to collide cost a logarithm and no more.
        private final Map<String, Value> entries = new LinkedHashMap<>();
        private boolean frozen;

        Dict() {}

        void put(Value key, Value value) throws RefusedException {
            if (frozen) {
                throw ByteCursor.malformed("a dict is added to after its last use");
            }
            // Numbers of columns are keys of a dict of scikit-learn's that nothing here reads.
            String name = key instanceof Int number ? Long.toString(number.value()) : null;
            if (name == null && !(key instanceof Text)) {
                throw ByteCursor.malformed("a key of a dict is %s", key.kind());
            }
            if (entries.putIfAbsent(name != null ? name : ((Text) key).value(), value) != null) {
                throw ByteCursor.malformed("a dict has a key twice");
            }
        }

        void freeze() {
            frozen = true;
        }

        boolean isEmpty() {
            return entries.isEmpty();
        }

        public Optional<Value> get(String key) {
            return Optional.ofNullable(entries.get(key));
        }

        /** The keys in the order of the file. */
        public List<String> names() {
            return List.copyOf(entries.keySet());
        }

        @Override
        public String kind() {
            return "a dict";
        }
    }

    /** An object: the name of its class, and its attributes. Nothing of the class is here. */
    final class Instance implements Value {
        private final AllowedGlobal type;
        private @Nullable Dict state;

        Instance(AllowedGlobal type) {
            this.type = type;
        }

        public AllowedGlobal type() {
            return type;
        }

        /** The attributes in the order of the file; none until the pickle has set them. */
        public Dict state() {
            return state == null ? new Dict() : state;
        }

        void setState(Dict attributes) throws RefusedException {
            if (state != null) {
                throw ByteCursor.malformed("the state of a %s is set twice", type.simpleName());
            }
            attributes.freeze();
            state = attributes;
        }

        @Override
        public String kind() {
            return "a " + type.simpleName();
        }
    }

    /** One of the allowed names, before something is done with it. */
    record Global(AllowedGlobal name) implements Value {
        @Override
        public String kind() {
            return "the name " + name.simpleName();
        }
    }

    /**
     * A function of numpy's, by its name, which is one of a fixed list. Nothing is called.
     *
     * @param name such as {@code log1p}
     */
    record Ufunc(String name) implements Value {
        @Override
        public String kind() {
            return "the function numpy." + name;
        }
    }

    /** A numpy dtype; its byte order comes after it is made. */
    final class Dtype implements Value {
        private ElementType type;
        private boolean complete;

        Dtype(ElementType type) {
            this.type = type;
        }

        ElementType type() {
            return type;
        }

        void complete(boolean bigEndian) throws RefusedException {
            if (complete) {
                throw ByteCursor.malformed("the state of a dtype is set twice");
            }
            complete = true;
            type = new ElementType(type.kind(), type.bytes(), bigEndian);
        }

        @Override
        public String kind() {
            return "a numpy dtype";
        }
    }

    /** A numpy array, empty until the pickle has filled it. */
    final class Array implements Value {
        private @Nullable NumpyArray content;

        Array() {}

        Array(NumpyArray content) {
            this.content = content;
        }

        void fill(NumpyArray filling) throws RefusedException {
            if (content != null) {
                throw ByteCursor.malformed("an array is filled twice");
            }
            content = filling;
        }

        public NumpyArray content() throws RefusedException {
            if (content == null) {
                throw ByteCursor.malformed("an array is never filled");
            }
            return content;
        }

        @Override
        public String kind() {
            return "a numpy array";
        }
    }
}
