package dev.forebay.sklearn.pickle;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Says what a file that is no pickle seems to be, from its first bytes. */
final class FileKind {
    private static final int SHOWN = 8;

    private FileKind() {}

    static String of(byte[] data) {
        if (data.length == 0) {
            return "empty";
        }
        String head = new String(data, 0, Math.min(data.length, 64), StandardCharsets.ISO_8859_1);
        if (head.startsWith("version https://git-lfs")) {
            return "a pointer of Git LFS; get the file itself with 'git lfs pull'";
        }
        if (head.startsWith("PK\3\4")) {
            return "a zip file, such as a .npz of numpy or a PyTorch model";
        }
        if (head.startsWith("\u0093NUMPY")) {
            return "a numpy array saved with numpy.save";
        }
        if (head.startsWith("\u0089HDF")) {
            return "an HDF5 file";
        }
        String text = head.strip();
        if (text.startsWith("{") || text.startsWith("[")) {
            return "a text that looks like JSON";
        }
        if (text.startsWith("<")) {
            return "a text that looks like HTML or XML, such as the error page of a download";
        }
        int shown = Math.min(data.length, SHOWN);
        String bytes = HexFormat.ofDelimiter(" ").formatHex(data, 0, shown);
        return "a file that begins with the bytes " + bytes + "; a pickle begins with 80";
    }
}
