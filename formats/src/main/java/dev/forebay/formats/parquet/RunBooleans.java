package dev.forebay.formats.parquet;

/** Booleans as runs (RLE). */
final class RunBooleans extends Values {
    private final RunLengths runs;
    private int[] scratch = new int[0];

    RunBooleans(Slice in) {
        this.runs = new RunLengths(in.part(in.fourBytes()), 1);
    }

    @Override
    void numbers(long[] out, int count) {
        if (scratch.length < count) {
            scratch = new int[count];
        }
        runs.read(scratch, count);
        for (int i = 0; i < count; i++) {
            out[i] = scratch[i];
        }
    }
}
