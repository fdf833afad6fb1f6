package dev.forebay.sklearn.pickle;

import dev.forebay.sklearn.diagnostic.RefusedException;
import dev.forebay.sklearn.diagnostic.SklearnCode;
import dev.forebay.sklearn.pickle.AllowedGlobal.Role;
import dev.forebay.sklearn.pickle.Value.Items;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The stack machine: one pickle, from PROTO to STOP.
 *
 * <p>Each instruction builds a {@link Value} or is refused. A name is held against {@link AllowedGlobal} at the very
 * instruction that brings it in, so nothing that is not allowed ever gets onto the stack.
 */
final class Unpickler {
    private final ByteCursor in;
    private final Budget budget;
    private final boolean nested;
    private final OperandStack stack;
    private final Memo memo = new Memo();
    private int protocol;

    /**
     * @param nested whether this is the pickle of one array of objects within a joblib file; in it are no arrays of joblib,
     *     so that nesting ends here
     */
    Unpickler(ByteCursor in, Budget budget, boolean nested) {
        this.in = in;
        this.budget = budget;
        this.nested = nested;
        this.stack = new OperandStack(budget.limits());
    }

    /** The pickle's value; the cursor is then after its STOP. */
    Value run() throws RefusedException {
        readProtocol(in.unsignedByte());
        while (true) {
            budget.countInstruction();
            int at = in.position();
            int opcode = in.unsignedByte();
            if (opcode == Opcode.STOP) {
                return finish();
            }
            boolean known =
                    pushConstant(opcode) || pushBytes(opcode) || group(opcode) || object(opcode) || keep(opcode);
            if (!known) {
                throw refuse(opcode, at);
            }
        }
    }

    /** The version that the pickle's first instruction stated: 2 to 5. */
    int protocol() {
        return protocol;
    }

    private void readProtocol(int opcode) throws RefusedException {
        if (opcode != Opcode.PROTO) {
            throw ByteCursor.malformed("a pickle within it does not begin with its protocol");
        }
        protocol = in.unsignedByte();
        if (protocol < 2 || protocol > 5) {
            throw new RefusedException(
                    SklearnCode.UNSUPPORTED_PROTOCOL,
                    "is a pickle of protocol " + protocol + "; protocols 2 to 5 are read",
                    "save it again: joblib.dump(scaler, 'scaler.pkl')");
        }
    }

    private Value finish() throws RefusedException {
        Value result = stack.pop();
        if (!stack.isEmpty()) {
            throw ByteCursor.malformed("values are left when the pickle ends");
        }
        return result;
    }

    private boolean pushConstant(int opcode) throws RefusedException {
        switch (opcode) {
            case Opcode.NONE -> stack.push(Value.None.NONE);
            case Opcode.NEWTRUE -> stack.push(new Value.Bool(true));
            case Opcode.NEWFALSE -> stack.push(new Value.Bool(false));
            case Opcode.BININT -> stack.push(new Value.Int(in.signedInt()));
            case Opcode.BININT1 -> stack.push(new Value.Int(in.unsignedByte()));
            case Opcode.BININT2 -> stack.push(new Value.Int(in.unsignedShort()));
            case Opcode.LONG1 -> stack.push(readLong(in.byteLength("a whole number")));
            case Opcode.LONG4 -> stack.push(readLong(in.intLength("a whole number")));
            case Opcode.BINFLOAT -> stack.push(new Value.Real(in.bigEndianDouble()));
            default -> {
                return false;
            }
        }
        return true;
    }

    /** A two's complement number of {@code length} bytes. */
    private Value readLong(int length) throws RefusedException {
        if (length > 8) {
            throw new RefusedException(
                    SklearnCode.UNSUPPORTED_CLASS,
                    "holds a whole number of " + length + " bytes; a fitted transform has none above 8",
                    "save the fitted scaler alone: joblib.dump(scaler, 'scaler.pkl')");
        }
        long value = 0;
        int highest = 0;
        for (int i = 0; i < length; i++) {
            highest = in.unsignedByte();
            value |= (long) highest << (8 * i);
        }
        boolean negative = highest >= 0x80;
        return new Value.Int(negative && length < 8 ? value | -1L << (8 * length) : value);
    }

    private boolean pushBytes(int opcode) throws RefusedException {
        switch (opcode) {
            case Opcode.SHORT_BINUNICODE -> stack.push(new Value.Text(in.utf8(in.byteLength("a text"))));
            case Opcode.BINUNICODE -> stack.push(new Value.Text(in.utf8(in.intLength("a text"))));
            case Opcode.BINUNICODE8 -> stack.push(new Value.Text(in.utf8(in.longLength("a text"))));
            case Opcode.SHORT_BINBYTES -> stack.push(new Value.Bytes(in.slice(in.byteLength("a byte string"))));
            case Opcode.BINBYTES -> stack.push(new Value.Bytes(in.slice(in.intLength("a byte string"))));
            case Opcode.BINBYTES8, Opcode.BYTEARRAY8 ->
                stack.push(new Value.Bytes(in.slice(in.longLength("a byte string"))));
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean group(int opcode) throws RefusedException {
        switch (opcode) {
            case Opcode.MARK -> stack.mark();
            case Opcode.EMPTY_TUPLE -> stack.push(Items.EMPTY_TUPLE);
            case Opcode.TUPLE1 -> stack.push(new Items(Items.Form.TUPLE, stack.popMany(1)));
            case Opcode.TUPLE2 -> stack.push(new Items(Items.Form.TUPLE, stack.popMany(2)));
            case Opcode.TUPLE3 -> stack.push(new Items(Items.Form.TUPLE, stack.popMany(3)));
            case Opcode.TUPLE -> stack.push(new Items(Items.Form.TUPLE, stack.popGroup()));
            case Opcode.EMPTY_LIST -> stack.push(new Items(Items.Form.LIST, new ArrayList<>(0)));
            case Opcode.LIST -> stack.push(new Items(Items.Form.LIST, stack.popGroup()));
            case Opcode.APPEND -> addTo(Items.Form.LIST, stack.popMany(1));
            case Opcode.APPENDS -> addTo(Items.Form.LIST, stack.popGroup());
            case Opcode.EMPTY_SET -> stack.push(new Items(Items.Form.SET, new ArrayList<>(0)));
            case Opcode.FROZENSET -> stack.push(new Items(Items.Form.SET, stack.popGroup()));
            case Opcode.ADDITEMS -> addTo(Items.Form.SET, stack.popGroup());
            case Opcode.EMPTY_DICT -> stack.push(new Value.Dict());
            case Opcode.DICT -> stack.push(putInto(new Value.Dict(), stack.popGroup()));
            case Opcode.SETITEM -> putIntoTop(stack.popMany(2));
            case Opcode.SETITEMS -> putIntoTop(stack.popGroup());
            default -> {
                return false;
            }
        }
        return true;
    }

    private void addTo(Items.Form form, List<Value> more) throws RefusedException {
        Value target = stack.top();
        if (!(target instanceof Items items) || items.form() != form) {
            throw ByteCursor.malformed("something is added to %s as if it were of another kind", target.kind());
        }
        items.addAll(more);
    }

    private void putIntoTop(List<Value> keysAndValues) throws RefusedException {
        Value target = stack.top();
        if (!(target instanceof Value.Dict dict)) {
            throw ByteCursor.malformed("an entry is put into %s", target.kind());
        }
        putInto(dict, keysAndValues);
    }

    private static Value.Dict putInto(Value.Dict dict, List<Value> keysAndValues) throws RefusedException {
        if (keysAndValues.size() % 2 != 0) {
            throw ByteCursor.malformed("a key of a dict has no value");
        }
        for (int i = 0; i < keysAndValues.size(); i += 2) {
            dict.put(keysAndValues.get(i), keysAndValues.get(i + 1));
        }
        return dict;
    }

    private boolean object(int opcode) throws RefusedException {
        switch (opcode) {
            case Opcode.GLOBAL -> stack.push(requireAllowed(in.line(), in.line()));
            case Opcode.STACK_GLOBAL -> pushStackGlobal();
            case Opcode.NEWOBJ -> pushInstance(stack.popMany(2));
            case Opcode.NEWOBJ_EX -> {
                requireEmpty(stack.pop());
                pushInstance(stack.popMany(2));
            }
            case Opcode.REDUCE -> {
                List<Value> call = stack.popMany(2);
                stack.push(DataFunctions.call(call.get(0), call.get(1), budget));
            }
            case Opcode.BUILD -> build(stack.pop());
            default -> {
                return false;
            }
        }
        return true;
    }

    private void pushStackGlobal() throws RefusedException {
        List<Value> names = stack.popMany(2);
        if (!(names.get(0) instanceof Value.Text module) || !(names.get(1) instanceof Value.Text name)) {
            throw ByteCursor.malformed("a name is %s", names.get(1).kind());
        }
        stack.push(requireAllowed(module.value(), name.value()));
    }

    private Value requireAllowed(String module, String name) throws RefusedException {
        if (NumpyFunctions.isOne(module, name)) {
            return new Value.Ufunc(name);
        }
        AllowedGlobal allowed = AllowedGlobal.of(module, name).orElse(null);
        if (allowed == null) {
            throw GlobalRefusal.of(module, name, stack.isEmpty());
        }
        return new Value.Global(allowed);
    }

    private void pushInstance(List<Value> classAndArguments) throws RefusedException {
        Value type = classAndArguments.get(0);
        if (!(type instanceof Value.Global global) || global.name().role() != Role.OBJECT) {
            throw ByteCursor.malformed("an object is made of %s", type.kind());
        }
        requireEmpty(classAndArguments.get(1));
        stack.push(new Value.Instance(global.name()));
    }

    /** An object of the allowed classes is made without arguments; all it holds comes as its state. */
    private static void requireEmpty(Value arguments) throws RefusedException {
        boolean empty = arguments instanceof Items items
                ? items.items().isEmpty()
                : arguments instanceof Value.Dict dict && dict.isEmpty();
        if (!empty) {
            throw ByteCursor.malformed("an object is made with arguments");
        }
    }

    private void build(Value state) throws RefusedException {
        Value target = stack.top();
        DataFunctions.build(target, state);
        if (target instanceof Value.Instance instance && instance.type() == AllowedGlobal.JOBLIB_ARRAY) {
            if (nested) {
                throw ByteCursor.malformed("an array of joblib is inside of an array of objects");
            }
            stack.pop();
            stack.push(JoblibArray.read(instance.state(), in, budget));
        }
    }

    private boolean keep(int opcode) throws RefusedException {
        switch (opcode) {
            case Opcode.POP -> stack.pop();
            case Opcode.POP_MARK -> stack.popGroup();
            case Opcode.DUP -> stack.push(stack.top());
            case Opcode.MEMOIZE -> memo.add(stack.top());
            case Opcode.BINPUT -> memo.put(in.unsignedByte(), stack.top());
            case Opcode.LONG_BINPUT -> memo.put(in.unsignedInt(), stack.top());
            case Opcode.BINGET -> stack.push(memo.get(in.unsignedByte()));
            case Opcode.LONG_BINGET -> stack.push(memo.get(in.unsignedInt()));
            // A frame only tells how much to buffer; the bytes are all here.
            case Opcode.FRAME -> in.longLength("a frame");
            default -> {
                return false;
            }
        }
        return true;
    }

    private RefusedException refuse(int opcode, int at) throws RefusedException {
        if (opcode == Opcode.INST) {
            // It names a class: where that is not allowed, the name is the better answer.
            requireAllowed(in.line(), in.line());
        }
        String purpose = Opcode.purposeOfRefused(opcode);
        if (purpose.isEmpty()) {
            return ByteCursor.malformed("byte %,d is 0x%02x, which is no pickle instruction here", at, opcode);
        }
        return new RefusedException(
                SklearnCode.FORBIDDEN_INSTRUCTION,
                String.format(Locale.ROOT, "refuses %s (byte %,d): a fitted transform needs none", purpose, at),
                "save the fitted scaler with joblib.dump(scaler, 'scaler.pkl')");
    }
}
