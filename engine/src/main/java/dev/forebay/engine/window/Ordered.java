package dev.forebay.engine.window;

/** Values in the words of rows: their order, and the one word of all that are equal. */
final class Ordered implements ValueCounts.Order {
    private final boolean isDouble;
    private final boolean isText;
    private final TextPool texts;

    Ordered(Layout.Value value, TextPool texts) {
        this.isDouble = value.isDouble();
        this.isText = value.isText();
        this.texts = texts;
    }

    /** The word that equal values share: one NaN, one zero. */
    long canonical(long word) {
        return isDouble ? Double.doubleToLongBits(Double.longBitsToDouble(word) + 0.0) : word;
    }

    int compare(long left, long right) {
        if (isDouble) {
            double x = Double.longBitsToDouble(left);
            double y = Double.longBitsToDouble(right);
            return x < y ? -1 : x > y ? 1 : x == y ? 0 : Boolean.compare(Double.isNaN(x), Double.isNaN(y));
        }
        return isText ? texts.compare(left, right) : Long.compare(left, right);
    }

    @Override
    public boolean isLess(long left, long right) {
        return compare(left, right) < 0;
    }
}
