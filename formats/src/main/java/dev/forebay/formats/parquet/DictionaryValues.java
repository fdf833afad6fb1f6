package dev.forebay.formats.parquet;

/** Values as indices into the column's dictionary. */
final class DictionaryValues extends Values {
    private final Dictionary dictionary;
    private final RunLengths indices;
    private int[] scratch = new int[0];

    DictionaryValues(Dictionary dictionary, Slice in) {
        this.dictionary = dictionary;
        this.indices = new RunLengths(in, in.left() == 0 ? 0 : in.oneByte());
    }

    private int[] next(int count) {
        if (scratch.length < count) {
            scratch = new int[count];
        }
        indices.read(scratch, count);
        int size = dictionary.size;
        for (int i = 0; i < count; i++) {
            if (scratch[i] < 0 || scratch[i] >= size) {
                throw new DamagedException("an index points beyond its dictionary");
            }
        }
        return scratch;
    }

    @Override
    void numbers(long[] out, int count) {
        int[] index = next(count);
        long[] numbers = dictionary.numbers;
        for (int i = 0; i < count; i++) {
            out[i] = numbers[index[i]];
        }
    }

    @Override
    void slices(Slices out, int count) {
        int[] index = next(count);
        Slices entries = dictionary.slices;
        out.arena = entries.arena;
        for (int i = 0; i < count; i++) {
            out.start[i] = entries.start[index[i]];
            out.length[i] = entries.length[index[i]];
        }
    }
}
