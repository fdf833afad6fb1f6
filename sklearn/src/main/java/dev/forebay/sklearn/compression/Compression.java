package dev.forebay.sklearn.compression;

import dev.forebay.sklearn.diagnostic.RefusedException;
import dev.forebay.sklearn.diagnostic.SklearnCode;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.tukaani.xz.LZMAInputStream;
import org.tukaani.xz.MemoryLimitException;
import org.tukaani.xz.XZInputStream;

/** How a file is compressed as a whole, by its first bytes: joblib goes by them too, and not by the name. */
public enum Compression {
    ZLIB("zlib", "x"),
    GZIP("gzip", "\u001f\u008b"),
    BZIP2("bz2", "BZh"),
    XZ("xz", "\u00fd7zXZ"),
    LZMA("lzma", "]\0"),
    LZ4("lz4", "\u0004\"M\u0018"),
    /** Zlib behind a header of joblib's own, before joblib 0.10 (2016). */
    OLD_JOBLIB("joblib before 0.10", "ZF"),
    NONE("uncompressed", "");

    /** The dictionary of {@code xz -9} is 64 MB. */
    private static final int DICTIONARY_KILOBYTES = 100 << 10;

    private final String words;

    /** The first bytes, one a character. */
    private final String magic;

    Compression(String words, String magic) {
        this.words = words;
        this.magic = magic;
    }

    /** Its name, for a message. */
    public String words() {
        return words;
    }

    public static Compression of(byte[] file) {
        for (Compression compression : values()) {
            if (compression != NONE && compression.begins(file)) {
                return compression;
            }
        }
        return NONE;
    }

    private boolean begins(byte[] file) {
        String head = new String(file, 0, Math.min(file.length, magic.length()), StandardCharsets.ISO_8859_1);
        if (!head.equals(magic)) {
            return false;
        }
        // The first two bytes of zlib are a multiple of 31, which tells it from most texts that begin with 'x'.
        return this != ZLIB || (file.length > 1 && (file[0] << 8 | (file[1] & 0xff)) % 31 == 0);
    }

    /** The content of {@code file}, if that is at most {@code mostBytes}; no more than that is ever decompressed. */
    public byte[] decompress(byte[] file, int mostBytes) throws RefusedException {
        if (this == LZ4 || this == OLD_JOBLIB) {
            throw new RefusedException(
                    SklearnCode.UNSUPPORTED_COMPRESSION,
                    "is compressed with " + words + ", which is not read",
                    "save it again without: joblib.dump(scaler, 'scaler.pkl'); zlib, gzip, bz2, xz and lzma are read too");
        }
        if (this == NONE) {
            return file;
        }
        try (InputStream in = open(new ByteArrayInputStream(file))) {
            byte[] content = in.readNBytes(mostBytes);
            if (content.length == mostBytes && in.read() >= 0) {
                throw tooLarge(file.length, mostBytes);
            }
            return content;
        } catch (EOFException e) {
            throw new RefusedException(
                    SklearnCode.TRUNCATED,
                    "is cut off: the " + words + " data does not come to its end",
                    "copy the file again in binary mode, or save it again with joblib.dump");
        } catch (MemoryLimitException e) {
            throw new RefusedException(
                    SklearnCode.TOO_LARGE,
                    "needs " + e.getMemoryNeeded() / 1024 + " MB to decompress",
                    "save it again without compression: joblib.dump(scaler, 'scaler.pkl')");
        } catch (IOException e) {
            throw new RefusedException(
                    SklearnCode.DAMAGED_COMPRESSION,
                    "is damaged: its " + words + " data cannot be decompressed",
                    "copy the file again in binary mode, or save it again with joblib.dump");
        }
    }

    private RefusedException tooLarge(int fileBytes, int mostBytes) {
        return new RefusedException(
                SklearnCode.TOO_LARGE,
                String.format(
                        Locale.ROOT,
                        "decompresses from %,d bytes to more than %,d, which is past the limit",
                        fileBytes,
                        mostBytes),
                "a fitted scaler does not compress like this; if it is one, save it without compression");
    }

    private InputStream open(InputStream file) throws IOException {
        return switch (this) {
            case ZLIB -> new InflaterInputStream(file);
            case GZIP -> new GZIPInputStream(file);
            case BZIP2 -> new Bzip2InputStream(file);
            case XZ -> new XZInputStream(file, DICTIONARY_KILOBYTES);
            case LZMA -> new LZMAInputStream(file, DICTIONARY_KILOBYTES);
            case LZ4, OLD_JOBLIB, NONE -> throw new IllegalStateException("no stream of " + words);
        };
    }
}
