package dev.forebay.sklearn.pickle;

/**
 * How much a file may ask for before it is refused. All lengths are also held against the bytes that are left, before
 * anything is allocated.
 *
 * @param bytes of the file, and again of what it decompresses to
 * @param freeBytes a file may decompress to this many bytes whatever its size
 * @param ratio above {@code freeBytes}, how many times its size a file may decompress to
 * @param instructions pickle instructions, nested pickles included
 * @param stack values on the stack at once
 * @param nesting marks open at once
 * @param copiedBytes bytes made by instructions that copy what they already have
 */
public record Limits(int bytes, int freeBytes, int ratio, int instructions, int stack, int nesting, long copiedBytes) {

    /** Room for a scaler of a million named columns: 256 MB, 4 million instructions. */
    public static final Limits DEFAULT = new Limits(256 << 20, 16 << 20, 200, 4_000_000, 1_000_000, 1_000, 256L << 20);

    public Limits {
        if (bytes < 1
                || freeBytes < 1
                || ratio < 1
                || instructions < 1
                || stack < 1
                || nesting < 1
                || copiedBytes < 0) {
            throw new IllegalArgumentException("a limit is below 1");
        }
    }

    /** How many bytes a file of {@code compressed} bytes may decompress to. */
    public int decompressedBytes(int compressed) {
        return (int) Math.min(bytes, Math.max(freeBytes, (long) compressed * ratio));
    }
}
