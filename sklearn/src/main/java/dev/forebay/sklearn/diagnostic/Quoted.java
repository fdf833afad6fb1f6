package dev.forebay.sklearn.diagnostic;

/** Text from a file that is not trusted, made fit to be shown: in single quotes, cut, without control characters. */
public final class Quoted {
    private static final int SHOWN = 120;

    private Quoted() {}

    /** {@code text} in single quotes; what is not plain ASCII or a letter or digit of some script is written {@code \\uXXXX}. */
    public static String of(String text) {
        StringBuilder out = new StringBuilder("'");
        int end = Math.min(text.length(), SHOWN);
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if ((c >= 0x20 && c < 0x7f) || Character.isLetterOrDigit(c)) {
                out.append(c);
            } else {
                out.append(String.format("\\u%04x", (int) c));
            }
        }
        return out.append(end < text.length() ? "...'" : "'").toString();
    }
}
