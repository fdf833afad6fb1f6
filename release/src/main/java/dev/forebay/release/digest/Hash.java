package dev.forebay.release.digest;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A digest in the making. Every part is added with its kind and length, so that no two different sequences are added alike. */
final class Hash {
    private final MessageDigest sha256 = Digest.sha256();

    private Hash() {}

    /** @param what the kind of thing that is digested, so that things of different kinds never have the same digest */
    static Hash of(String what) {
        return new Hash().text(what);
    }

    Hash text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return header('t', bytes.length).raw(bytes);
    }

    Hash number(long number) {
        return header('n', number);
    }

    /** By its bits; a NaN is a NaN, whichever. */
    Hash real(double number) {
        return header('d', Double.doubleToLongBits(number));
    }

    Hash flag(boolean flag) {
        return header('b', flag ? 1 : 0);
    }

    Hash digest(Digest digest) {
        return header('h', 0).raw(HexFormat.of().parseHex(digest.hex()));
    }

    Hash digestOrNone(@Nullable Digest digest) {
        return digest == null ? header('-', 0) : digest(digest);
    }

    /** Digests in their order. */
    Hash all(Collection<Digest> digests) {
        header('[', digests.size());
        digests.forEach(this::digest);
        return this;
    }

    /** Digests as a set: in whatever order they come. */
    Hash set(Collection<Digest> digests) {
        return all(digests.stream().sorted((a, b) -> a.hex().compareTo(b.hex())).toList());
    }

    Digest end() {
        return new Digest(HexFormat.of().formatHex(sha256.digest()));
    }

    private Hash header(char kind, long number) {
        return raw(ByteBuffer.allocate(9).put((byte) kind).putLong(number).array());
    }

    private Hash raw(byte[] bytes) {
        sha256.update(bytes);
        return this;
    }
}
