package dev.forebay.engine.window;

/** Values in the words of rows: their order, and the one word of all that are equal. */
final class Ordered implements ValueCounts.Order {
    private final Layout.Value value;
    private final TextPool texts;

    Ordered(Layout.Value value, TextPool texts) {
        this.value = value;
        this.texts = texts;
    }

    /** The word that equal values share: one NaN, one zero. */
    long canonical(long word) {
        if (!value.isDouble()) {
            return word;
        }
        return Double.doubleToLongBits(Double.longBitsToDouble(word) + 0.0);
    }

    int compare(long left, long right) {
        if (value.isDouble()) {
            return Double.compare(
                    Double.longBitsToDouble(left) + 0.0, Double.longBitsToDouble(right) + 0.0);
        }
        return value.isText() ? texts.compare(left, right) : Long.compare(left, right);
    }

    @Override
    public boolean isLess(long left, long right) {
        return compare(left, right) < 0;
    }
}
