package dev.forebay.sklearn;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where fitted state is from.
 *
 * @param name what messages call the file
 * @param sha256 of the file as it is, compression included; 64 lower-case hexadecimal digits
 * @param bytes the file's length
 * @param version of scikit-learn, as the file states it; null where it does not
 * @param compression its name, or {@code uncompressed}
 * @param protocol of the pickle, 2 to 5
 * @param unusedAttributes what the transform holds and Forebay has no use for, in the order of the file
 */
public record Origin(
        String name,
        String sha256,
        long bytes,
        @Nullable String version,
        String compression,
        int protocol,
        List<String> unusedAttributes) {

    public Origin {
        unusedAttributes = List.copyOf(unusedAttributes);
    }

    static String sha256(byte[] file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
