package dev.forebay.sklearn.pickle;

import dev.forebay.sklearn.diagnostic.RefusedException;
import dev.forebay.sklearn.diagnostic.SklearnCode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a whole decompressed file: one pickle of protocol 2 to 5, with joblib's arrays in it or without. */
public final class PickleReader {
    private static final Pattern TEXT_GLOBAL = Pattern.compile("\\A\\(?[ci]([\\w.]{1,200})\\n([\\w.]{1,200})\\n");
    private static final Pattern TEXT_CONTAINER = Pattern.compile("\\A(\\([dlt]p[0-9]+\\n|[\\]})]q\\x00)");
    private static final int HEAD = 512;

    /**
     * What a file holds.
     *
     * @param value the one object
     * @param protocol the pickle protocol, 2 to 5
     */
    public record Content(Value value, int protocol) {}

    private PickleReader() {}

    /** The content of {@code data}. Time and memory are bounded by {@code limits} and the length of {@code data}. */
    public static Content read(byte[] data, Limits limits) throws RefusedException {
        requirePickle(data);
        ByteCursor in = new ByteCursor(data);
        Unpickler unpickler = new Unpickler(in, new Budget(limits), false);
        Value value = unpickler.run();
        if (in.left() > 0) {
            throw new RefusedException(
                    SklearnCode.MALFORMED_PICKLE,
                    String.format(
                            Locale.ROOT,
                            "goes on for %,d bytes after its pickle ends at byte %,d",
                            in.left(),
                            in.position()),
                    "a file holds one transform; save it with joblib.dump(scaler, 'scaler.pkl')");
        }
        return new Content(value, unpickler.protocol());
    }

    private static void requirePickle(byte[] data) throws RefusedException {
        if (data.length > 0 && (data[0] & 0xff) == Opcode.PROTO) {
            return;
        }
        String head = new String(data, 0, Math.min(data.length, HEAD), StandardCharsets.ISO_8859_1);
        Matcher global = TEXT_GLOBAL.matcher(head);
        boolean namesOne = global.find();
        if (namesOne && !isPlain(global.group(1), global.group(2))) {
            throw GlobalRefusal.of(global.group(1), global.group(2), true);
        }
        if (namesOne || TEXT_CONTAINER.matcher(head).find()) {
            throw new RefusedException(
                    SklearnCode.UNSUPPORTED_PROTOCOL,
                    "is a pickle of protocol 0 or 1; protocols 2 to 5 are read",
                    "save it again: joblib.dump(scaler, 'scaler.pkl')");
        }
        throw new RefusedException(
                SklearnCode.NOT_A_PICKLE,
                "is not a pickle",
                "it is " + FileKind.of(data),
                "what would do: a fitted transform saved with joblib.dump(scaler, 'scaler.pkl')");
    }

    /** Whether a text pickle may begin with this name and still only be of the wrong protocol. */
    private static boolean isPlain(String module, String name) {
        return AllowedGlobal.of(module, name).isPresent()
                || (module.equals("copy_reg") && name.equals("_reconstructor"));
    }
}
