package dev.forebay.plan.fitted;

import dev.forebay.types.text.DoubleWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Categories as Python's {@code str} writes them, and whether a column can hold them. */
final class CategoryLabels {
    /** From here on Python writes an exponent. */
    private static final double LARGE = 1e16;

    private static final double SMALL = 1e-4;

    private CategoryLabels() {}

    static String of(Category category) {
        if (category instanceof Category.Text text) {
            return text.value();
        }
        if (category instanceof Category.Whole whole) {
            return Long.toString(whole.value());
        }
        if (category instanceof Category.Truth truth) {
            return truth.value() ? "True" : "False";
        }
        if (category instanceof Category.Real real) {
            return python(real.value());
        }
        return category == Category.Missing.NONE ? "None" : "nan";
    }

    private static String python(double value) {
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        double size = Math.abs(value);
        BigDecimal exact = new BigDecimal(shortest(value));
        if (size == 0 || (size >= SMALL && size < LARGE)) {
            String plain = exact.stripTrailingZeros().toPlainString();
            return plain.contains(".") ? plain : plain + ".0";
        }
        BigDecimal stripped = exact.stripTrailingZeros();
        String digits = stripped.unscaledValue().abs().toString();
        int exponent = digits.length() - 1 - stripped.scale();
        String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        return (value < 0 ? "-" : "") + mantissa + "e" + (exponent < 0 ? "-" : "+")
                + (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
    }

    private static String shortest(double value) {
        byte[] text = new byte[DoubleWriter.ROOM];
        return new String(text, 0, DoubleWriter.write(text, 0, value), StandardCharsets.US_ASCII);
    }

    /** Texts match texts only, numbers only numbers: otherwise every value is unknown, which nobody wants. */
    static void requireKind(String transformer, List<Category> categories, int column, BlockColumn input)
            throws UnfitInputException {
        boolean texts = categories.stream().anyMatch(Category.Text.class::isInstance);
        boolean numbers = categories.stream()
                .anyMatch(
                        c -> c instanceof Category.Whole || c instanceof Category.Real || c instanceof Category.Truth);
        if (input.kind() == BlockColumn.Kind.TEXTS && numbers && !texts) {
            throw new UnfitInputException(column, transformer + " was fitted on numbers here");
        }
        if (input.kind() == BlockColumn.Kind.NUMBERS && texts && !numbers) {
            throw new UnfitInputException(column, transformer + " was fitted on texts here");
        }
    }
}
