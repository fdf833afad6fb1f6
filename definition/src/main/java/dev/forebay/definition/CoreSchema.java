package dev.forebay.definition;

import dev.forebay.definition.yaml.YamlNode.Style;
import dev.forebay.definition.yaml.YamlNode.YamlScalar;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What YAML 1.2's core schema takes a scalar for. */
final class CoreSchema {
    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
    private static final Set<String> BOOLEANS = Set.of("true", "True", "TRUE", "false", "False", "FALSE");
    private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]+");
    private static final Pattern OCTAL = Pattern.compile("0o[0-7]+");
    private static final Pattern HEXADECIMAL = Pattern.compile("0x[0-9a-fA-F]+");
    private static final Pattern FLOAT = Pattern.compile(
            "[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?" + "|[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");
    /** A number with more digits is no number anybody means, and slow to convert. */
    private static final int MAX_DIGITS = 400;

    private CoreSchema() {}

    /** The scalar with its kind; integers in decimal, truth values in lower case. */
    static Scalar scalar(YamlScalar node) {
        String text = node.text();
        if (node.style() != Style.PLAIN) {
            return new Scalar(Scalar.Kind.STRING, text, node.span());
        }
        if (NULLS.contains(text)) {
            return new Scalar(Scalar.Kind.NULL, text, node.span());
        }
        if (BOOLEANS.contains(text)) {
            return new Scalar(Scalar.Kind.BOOLEAN, text.toLowerCase(Locale.ROOT), node.span());
        }
        if (text.length() > MAX_DIGITS) {
            return new Scalar(Scalar.Kind.STRING, text, node.span());
        }
        if (INTEGER.matcher(text).matches()) {
            return integer(text.startsWith("+") ? text.substring(1) : text, 10, node);
        }
        if (OCTAL.matcher(text).matches()) {
            return integer(text.substring(2), 8, node);
        }
        if (HEXADECIMAL.matcher(text).matches()) {
            return integer(text.substring(2), 16, node);
        }
        boolean number = FLOAT.matcher(text).matches();
        return new Scalar(number ? Scalar.Kind.FLOAT : Scalar.Kind.STRING, text, node.span());
    }

    private static Scalar integer(String digits, int radix, YamlScalar node) {
        return new Scalar(Scalar.Kind.INTEGER, new BigInteger(digits, radix).toString(), node.span());
    }
}
