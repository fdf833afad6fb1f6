package dev.forebay.definition;

import dev.forebay.definition.diagnostic.DefinitionCode;
import dev.forebay.types.diagnostic.Diagnostics;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Durations ({@code 90s}) and sizes ({@code 8g}): a whole number and a unit. */
final class Quantities {
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,15})(ms|s|m|h|d|w)");
    private static final Pattern BARE_NUMBER = Pattern.compile("[0-9]+");
    private static final Pattern FOREIGN_DURATION = Pattern.compile(
            "([0-9]{1,9}(?:\\.[0-9]{1,6})?)\\s*"
                    + "(ms|millis|milliseconds?|s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,15})([kmg]?)");
    private static final Pattern FOREIGN_SIZE = Pattern.compile("([0-9]+)\\s*([kKmMgG])([iI]?[bB])?");
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private Quantities() {}

    static @Nullable Located<Duration> duration(Located<String> text, String path, Diagnostics into) {
        Matcher matcher = DURATION.matcher(text.value());
        if (!matcher.matches()) {
            into.add(
                    DefinitionCode.WRONG_DURATION,
                    text.span(),
                    "'" + path + "' needs a duration, found '" + Values.shortened(text.value()) + "'",
                    BARE_NUMBER.matcher(text.value()).matches()
                            ? "the unit is missing: " + text.value() + "s for seconds, " + text.value()
                                    + "m for minutes"
                            : rewritten(text.value())
                                    .orElse(
                                            "a duration is a whole number and a unit, such as 500ms, 90s, 5m, 1h, 7d or 2w"));
            return null;
        }
        long number = Long.parseLong(matcher.group(1));
        long unitMillis = unitMillis(matcher.group(2));
        if (number > LONGEST.toMillis() / unitMillis) {
            into.add(
                    DefinitionCode.WRONG_DURATION,
                    text.span(),
                    "'" + path + "' is longer than 36500 days",
                    "units: ms milliseconds, s seconds, m minutes, h hours, d days, w weeks");
            return null;
        }
        return new Located<>(Duration.ofMillis(number * unitMillis), text.span());
    }

    /** {@code 1.5h} and {@code 2 days} as they are written here. */
    private static Optional<String> rewritten(String text) {
        Matcher matcher = FOREIGN_DURATION.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String unit = matcher.group(2).toLowerCase(Locale.ROOT);
        String ours = unit.startsWith("mil") || unit.equals("ms") ? "ms" : unit.substring(0, 1);
        BigDecimal millis = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unitMillis(ours)));
        for (String candidate : List.of(ours, "w", "d", "h", "m", "s", "ms")) {
            BigDecimal[] parts = millis.divideAndRemainder(BigDecimal.valueOf(unitMillis(candidate)));
            if (parts[1].signum() == 0 && parts[0].signum() > 0) {
                return Optional.of("write " + parts[0].toBigInteger() + candidate);
            }
        }
        return Optional.empty();
    }

    private static long unitMillis(String unit) {
        return switch (unit) {
            case "ms" -> 1;
            case "s" -> 1_000;
            case "m" -> 60_000;
            case "h" -> 3_600_000;
            case "d" -> 86_400_000;
            default -> 7 * 86_400_000L;
        };
    }

    /** A size in bytes; {@code k}, {@code m} and {@code g} are powers of 1024. */
    static @Nullable Long bytes(OperationalText text, String path, Diagnostics into) {
        Matcher matcher = SIZE.matcher(text.value());
        if (matcher.matches()) {
            long number = Long.parseLong(matcher.group(1));
            int shift = switch (matcher.group(2)) {
                case "k" -> 10;
                case "m" -> 20;
                case "g" -> 30;
                default -> 0;
            };
            if (number > 0 && number <= Long.MAX_VALUE >> (shift + 1)) {
                return number << shift;
            }
        }
        // What was written may be looked at closer, what the environment holds may not.
        Matcher foreign = FOREIGN_SIZE.matcher(text.written());
        into.add(
                DefinitionCode.WRONG_SIZE,
                text.span(),
                "'" + path + "' needs a size in bytes, found '" + Values.shortened(text.written()) + "'",
                foreign.matches()
                        ? "write " + foreign.group(1) + foreign.group(2).toLowerCase(Locale.ROOT)
                        : "a size is a whole number above 0, with k, m or g for powers of 1024: 65536, 512k, 64m, 8g");
        return null;
    }
}
