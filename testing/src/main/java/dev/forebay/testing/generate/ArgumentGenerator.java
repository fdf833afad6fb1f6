package dev.forebay.testing.generate;

import dev.forebay.plan.expression.Origin;
import dev.forebay.plan.expression.TypedExpression;
import dev.forebay.plan.expression.TypedExpression.Constant;
import dev.forebay.plan.function.ConstantRule;
import dev.forebay.plan.function.FunctionDefinition;
import dev.forebay.plan.function.Signature;
import dev.forebay.types.Type;
import java.math.BigInteger;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Arguments that a function can do something with: constants where it demands them, likely values elsewhere. */
final class ArgumentGenerator {
    private static final Origin ORIGIN = new Origin("generated.yaml", 1, 1);
    private static final List<String> PATTERNS = List.of(
            "[0-9]+",
            "^[a-z]*$",
            "(a)(b)?",
            "([^@]+)@([^.]+)",
            "\\.",
            "^",
            "$",
            "",
            "é|ß",
            ".",
            "(?i)FORE",
            "\\p{L}+",
            "a*",
            "(.)\\1");
    private static final List<String> REPLACEMENTS = List.of("", "#", "$0$0", "<\\$>", "é😀");
    private static final List<String> ZONES = List.of(
            "UTC",
            "Z",
            "+02:00",
            "-03:30",
            "+18:00",
            "-18:00",
            "Europe/Paris",
            "America/New_York",
            "Asia/Kolkata",
            "Australia/Lord_Howe",
            "America/Sao_Paulo",
            "Africa/Casablanca",
            "Pacific/Apia",
            "Asia/Kathmandu");
    private static final List<String> UNITS =
            List.of("second", "minute", "hour", "day", "week", "month", "quarter", "year", "DAY", "Week");
    private static final List<String> BLOCKS = List.of(
            "10.0.0.0/8",
            "192.168.1.7/16",
            "0.0.0.0/0",
            "8.8.8.8/32",
            "2001:db8::/32",
            "::/0",
            "fe80::1/10",
            "::1/128");
    private static final List<String> LIKE_PATTERNS = List.of(
            "%",
            "", "a%", "%a", "%b%", "_", "__", "a_c", "web", "%.%", "!%%", "50!%%", "a!", "!b", "%%a%%b%", "_%_", "😀%");
    private static final List<String> ESCAPES = List.of("!", "!", "!", "\\", "%", "_", "é", "😀");

    private static final List<String> ADDRESSES = List.of(
            "https://user@Shop.Example.com:8443/cart?id=1&q=a+b%20c&q=2#top",
            "http://[2001:DB8::1]:80/x",
            "http:///path?q",
            "http://a@b@C.d:/?#q=1",
            "//cdn.example/lib.js?v",
            "ftp://É.example:21",
            "mailto:jo@example.com",
            "a#b?q=1",
            "x?=%zz&%41=%C3%A9&q=%E2%82&=e",
            "Jo.Doe@Mail.Example",
            "a@b@ÇİTY",
            "@x",
            "x@",
            "");
    private static final List<String> IPS = List.of(
            "10.0.0.1",
            "172.16.5.9",
            "172.32.0.1",
            "192.168.0.256",
            "192.168.0.255",
            "100.127.255.255",
            "8.8.8.8",
            "01.2.3.4",
            "1.2.3",
            "2001:db8::1",
            "2001:DB8:0:0:1::9",
            "2001:0:0:1:0:0:0:1",
            "1:0:2:0:3:0:4:0",
            "::ffff:10.1.2.3",
            "::ffff:a01:203",
            "::1.2.3.4",
            "::",
            "::1",
            "fe80::1:2",
            "fe80::1%eth0",
            "fdff::",
            "1:2:3:4:5:6:7:8",
            "1:2:3:4:5:6:7::",
            "1::2::3",
            "12345::",
            "1:2:3:4:5:6:7:8:9",
            ":1",
            "");
    private static final List<String> PLACES =
            List.of("GEOHASH", "HAVERSINE_KM", "BEARING_DEGREES", "IN_BOX", "IS_VALID_COORDINATE");
    /** More than half of the longest text there may be. */
    private static final String LONG_TEXT = "long text ".repeat(60_000);

    private final Chance chance;
    private final ValueGenerator values;

    ArgumentGenerator(Chance chance) {
        this.chance = chance;
        this.values = new ValueGenerator(chance);
    }

    /** The constant that must stand in place of a parameter; null where any expression may. */
    @Nullable
    Constant constant(Signature signature, FunctionDefinition.Parameter parameter, List<TypedExpression> before) {
        String pattern =
                before.size() > 1 && before.get(1) instanceof Constant constant ? String.valueOf(constant.value()) : "";
        String value = text(signature, parameter, pattern);
        if (value == null) {
            return null;
        }
        return parameter.constant() == ConstantRule.REGEX_GROUP
                ? new Constant(Type.LONG, Long.parseLong(value), ORIGIN)
                : new Constant(Type.STRING, value, ORIGIN);
    }

    /**
     * The same written out.
     *
     * @param pattern the call's regular expression, where one came before
     */
    @Nullable
    String text(Signature signature, FunctionDefinition.Parameter parameter, String pattern) {
        ConstantRule rule = parameter.constant();
        if (rule == null) {
            return null;
        }
        return switch (rule) {
            case REGEX -> chance.pick(PATTERNS);
            case REGEX_GROUP -> Integer.toString(chance.below(groups(pattern) + 1));
            case REPLACEMENT -> chance.pick(REPLACEMENTS);
            case ZONE -> chance.pick(ZONES);
            case TIME_UNIT ->
                chance.pick(signature.parameters().contains(Type.Kind.DATE) ? UNITS.subList(3, UNITS.size()) : UNITS);
            case ESCAPE -> chance.pick(ESCAPES);
            case CIDR -> chance.pick(BLOCKS);
        };
    }

    private static int groups(String pattern) {
        return Pattern.compile(pattern).matcher("").groupCount();
    }

    /** A value that this argument of this function often has; else any. */
    Object likely(Signature signature, int index, Type type) {
        Object likely = switch (type.kind()) {
            case LONG -> number(signature, index);
            case DOUBLE -> angle(signature, index);
            case STRING -> text(signature, index);
            case DECIMAL -> chance.oneIn(4) ? (Long) 0L : chance.oneIn(3) ? extreme(type) : null;
            case DATE, TIMESTAMP -> chance.oneIn(signature.function().equals("DATE_TRUNC") ? 2 : 4) ? edge(type) : null;
            case BOOLEAN -> null;
        };
        return likely == null ? values.value(type) : likely;
    }

    /** Now and then texts that only together are of interest, mostly too long; empty for all other functions. */
    List<String> together(Signature signature) {
        if (!chance.oneIn(6)) {
            return List.of();
        }
        return switch (signature.function()) {
            case "CONCAT", "||" -> List.of(LONG_TEXT, LONG_TEXT);
            case "REPLACE" -> List.of("aaaa", "a", LONG_TEXT);
            case "JARO_WINKLER", "LEVENSHTEIN" -> List.of("kitten", "ab".repeat(501));
            case "URL_PARAM" -> List.of("x?y&q=%C3%A9+1#z", "q");
            default -> List.of();
        };
    }

    private @Nullable Long number(Signature signature, int index) {
        boolean wild = chance.oneIn(6);
        return switch (signature.function()) {
            case "REPEAT", "LPAD", "RPAD" -> wild ? (Long) 2_000_000L : (Long) (long) chance.between(-2, 30);
            case "SUBSTRING", "LEFT", "RIGHT" -> wild ? null : (Long) (long) chance.between(-3, 9);
            case "SPLIT_PART" -> (long) chance.between(-1, 2);
            case "ROUND" -> index == 1 ? (Long) (long) chance.between(-20, 20) : farthest();
            case "NEGATE", "ABS" -> farthest();
            case "GEOHASH" -> (long) chance.between(0, 13);
            case "WIDTH_BUCKET", "HASH_BUCKET" -> wild ? null : (Long) (long) chance.between(-2, 9);
            case "MAKE_DATE" ->
                (long) (index == 0 ? chance.between(-1, 10_001) : chance.between(0, index == 1 ? 13 : 32));
            case "IP_PREFIX" -> (long) chance.between(-1, 130);
            case "ADD_DAYS", "ADD_MONTHS", "ADD_HOURS" -> wild ? null : (Long) (long) chance.between(-5000, 5000);
            default -> extremeLong();
        };
    }

    private @Nullable Long farthest() {
        return chance.oneIn(2) ? chance.pick(List.of(Long.MIN_VALUE, Long.MAX_VALUE)) : null;
    }

    private @Nullable Long extremeLong() {
        return chance.oneIn(3) ? chance.pick(List.of(Long.MIN_VALUE, Long.MAX_VALUE, -1L, 0L)) : null;
    }

    private @Nullable String text(Signature signature, int index) {
        String function = signature.function();
        if (index == 0 && (function.startsWith("URL_") || function.startsWith("EMAIL_"))) {
            return chance.pick(ADDRESSES);
        }
        if (index == 0 && function.contains("IP")) {
            return chance.pick(IPS);
        }
        return switch (function) {
            case "LIKE" -> index == 1 ? chance.pick(LIKE_PATTERNS) : null;
            case "SPLIT_PART" -> index == 1 ? chance.pick(List.of(".", " ", "a", "", "::", "é")) : null;
            case "URL_PARAM" -> chance.pick(List.of("q", "id", "A", "", "utm"));
            case "LUHN_VALID" -> chance.pick(List.of("4539 5787 6362 1486", "4539-5787-6362-1487", "0", "00", "4x"));
            case "LEVENSHTEIN", "JARO_WINKLER" -> chance.oneIn(6) ? "ab".repeat(501) : null;
            default -> null;
        };
    }

    private static Long extreme(Type decimal, boolean negative) {
        long most = BigInteger.TEN.pow(decimal.precision()).longValueExact() - 1;
        return negative ? -most : most;
    }

    private Long extreme(Type decimal) {
        return extreme(decimal, chance.oneIn(2));
    }

    /** The first and last moments and days there are. */
    private Long edge(Type type) {
        boolean first = chance.oneIn(2);
        if (type.kind() == Type.Kind.DATE) {
            return first ? -719_528L : 2_932_896L;
        }
        return first ? -62_167_219_200_000_000L : 253_402_300_799_999_999L;
    }

    private @Nullable Double angle(Signature signature, int index) {
        if (!PLACES.contains(signature.function()) || chance.oneIn(4)) {
            return null;
        }
        int limit = index % 2 == 0 ? 90 : 180;
        return chance.oneIn(3) ? chance.between(-4, 4) * limit / 4.0 : (chance.unit() - 0.5) * 2 * limit;
    }
}
