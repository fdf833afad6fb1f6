package dev.forebay.testing.generate;

import dev.forebay.plan.expression.Origin;
import dev.forebay.plan.expression.TypedExpression;
import dev.forebay.plan.expression.TypedExpression.Constant;
import dev.forebay.plan.function.FunctionDefinition;
import dev.forebay.plan.function.Signature;
import dev.forebay.types.Type;
import java.util.List;
import java.util.regex.Matcher;
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
    private static final List<String> ESCAPES = List.of("!", "\\", "%", "_", "é", "😀");

    private final Chance chance;
    private final ValueGenerator values;

    ArgumentGenerator(Chance chance) {
        this.chance = chance;
        this.values = new ValueGenerator(chance);
    }

    /** The constant that must stand in place of a parameter; null where any expression may. */
    @Nullable
    Constant constant(Signature signature, FunctionDefinition.Parameter parameter, List<TypedExpression> before) {
        if (parameter.constant() == null) {
            return null;
        }
        Object value = switch (parameter.constant()) {
            case REGEX -> chance.pick(PATTERNS);
            case REGEX_GROUP -> (long) chance.below(groups(before) + 1);
            case REPLACEMENT -> chance.pick(REPLACEMENTS);
            case ZONE -> chance.pick(ZONES);
            case TIME_UNIT ->
                chance.pick(signature.parameters().contains(Type.Kind.DATE) ? UNITS.subList(3, UNITS.size()) : UNITS);
            case ESCAPE -> chance.pick(ESCAPES);
            case CIDR -> chance.pick(BLOCKS);
        };
        return new Constant(value instanceof Long ? Type.LONG : Type.STRING, value, ORIGIN);
    }

    private static int groups(List<TypedExpression> before) {
        Constant pattern = (Constant) before.get(1);
        Matcher matcher = Pattern.compile(String.valueOf(pattern.value())).matcher("");
        return matcher.groupCount();
    }

    /** A value that this argument of this function often has; else any. */
    Object likely(Signature signature, int index, Type type) {
        Object likely = switch (signature.function()) {
            case "LIKE" -> index == 1 ? chance.pick(LIKE_PATTERNS) : null;
            case "REPEAT", "LPAD", "RPAD" ->
                index == 1 && !chance.oneIn(8) ? (Object) (long) chance.between(-2, 30) : null;
            case "SUBSTRING", "LEFT", "RIGHT", "SPLIT_PART" ->
                type.equals(Type.LONG) ? (Object) (long) chance.between(-3, 9) : separator(signature, index);
            case "ROUND" -> index == 1 ? (Object) (long) chance.between(-4, 20) : null;
            case "GEOHASH" -> index == 2 ? (Object) (long) chance.between(0, 13) : angle(index % 2 == 0);
            case "HAVERSINE_KM", "BEARING_DEGREES", "IN_BOX", "IS_VALID_COORDINATE" -> angle(index % 2 == 0);
            case "WIDTH_BUCKET" -> index == 3 ? (Object) (long) chance.between(0, 12) : null;
            case "HASH_BUCKET" -> index == 1 ? (Object) (long) chance.between(0, 100) : null;
            case "MAKE_DATE" ->
                (long) (index == 0 ? chance.between(-1, 10_001) : chance.between(0, index == 1 ? 13 : 32));
            case "IP_PREFIX" -> index == 1 ? (Object) (long) chance.between(-1, 130) : null;
            case "URL_PARAM" -> index == 1 ? chance.pick(List.of("q", "id", "A", "", "utm")) : null;
            case "ADD_DAYS", "ADD_MONTHS", "ADD_HOURS" ->
                index == 1 && !chance.oneIn(5) ? (Object) (long) chance.between(-5000, 5000) : null;
            default -> null;
        };
        return likely == null ? values.value(type) : likely;
    }

    private @Nullable Object separator(Signature signature, int index) {
        return signature.function().equals("SPLIT_PART") && index == 1
                ? chance.pick(List.of(".", " ", "a", "", "::", "é"))
                : null;
    }

    private Object angle(boolean latitude) {
        int limit = latitude ? 90 : 180;
        return switch (chance.below(4)) {
            case 0 -> (double) (chance.between(-4, 4) * limit) / 4;
            case 1 -> values.value(Type.DOUBLE);
            default -> (chance.unit() - 0.5) * 2 * limit;
        };
    }
}
