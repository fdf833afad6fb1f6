package dev.forebay.plan.function;

import java.util.List;

/** Hashes: the same everywhere and for ever. */
final class HashFunctions {
    static final List<Entry> ENTRIES = List.of(
            entry("HASH64", "A 64-bit hash (XXH64 with seed 0).")
                    .takes("x", "a text or whole number")
                    .on("string -> long", "long -> long")
                    .details("Of a text's UTF-8, or of the 8 bytes of a `long`, lowest first.")
                    .example("HASH64('')", "-1205034819632174695"),
            entry("HASH_BUCKET", "The bucket a value falls in, 0 to n - 1.")
                    .takes("x", "a text or whole number")
                    .takes("n", "how many buckets")
                    .on("string, long -> long!", "long, long -> long!")
                    .details("floorMod(HASH64(x), n).")
                    .errors("domain: n below 1.")
                    .example("HASH_BUCKET('', 10)", "5"),
            text(
                            "MURMUR3_32",
                            "A 32-bit hash (MurmurHash3 x86 with seed 0, signed), as scikit-learn's FeatureHasher has it.")
                    .on("string -> long")
                    .example("MURMUR3_32('a')", "1009084850"),
            text("CRC32", "The CRC-32 checksum of its UTF-8.")
                    .on("string -> long")
                    .example("CRC32('123456789')", "3421780262"),
            text("MD5", "The MD5 digest of its UTF-8 in lower-case hexadecimal.")
                    .on("string -> string")
                    .details("Broken as protection; use it to match what another system computed.")
                    .example("MD5('')", "'d41d8cd98f00b204e9800998ecf8427e'"),
            text("SHA256", "The SHA-256 digest of its UTF-8 in lower-case hexadecimal.")
                    .on("string -> string")
                    .example("SHA256('abc')", "'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'"));

    private HashFunctions() {}

    private static Entry entry(String name, String summary) {
        return new Entry(Category.HASH, name, summary);
    }

    private static Entry text(String name, String summary) {
        return entry(name, summary).takes("s", "a text");
    }
}
