package dev.forebay.formats.parquet;

/** The distinct values of a column chunk. */
final class Dictionary {
    final int size;
    final long[] numbers;
    final Slices slices;

    private Dictionary(int size, long[] numbers, Slices slices) {
        this.size = size;
        this.numbers = numbers;
        this.slices = slices;
    }

    static Dictionary read(Leaf leaf, Slice page, int size) {
        if (size < 0 || size > page.left()) {
            throw new DamagedException("a dictionary of " + size + " values has " + page.left() + " bytes");
        }
        if (leaf.type().isBytes()) {
            Slices slices = new Slices(size);
            new PlainSlices(page, leaf.byteLength()).slices(slices, size);
            return new Dictionary(size, new long[0], slices);
        }
        long[] numbers = new long[size];
        new PlainNumbers(page, leaf.type()).numbers(numbers, size);
        return new Dictionary(size, numbers, new Slices(0));
    }
}
