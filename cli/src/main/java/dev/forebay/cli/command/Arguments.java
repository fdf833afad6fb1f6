package dev.forebay.cli.command;

import ch.qos.logback.classic.Level;
import dev.forebay.cli.console.CliCode;
import dev.forebay.cli.console.CommandFailure;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Arguments that are more than a word or a number. */
final class Arguments {
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,12})(ms|s|m|h|d)");
    private static final Pattern ADDRESS = Pattern.compile("(?:(.*):)?([0-9]{1,5})");

    private static final int LONGEST_DATE = 10;

    private Arguments() {}

    /** {@code 100ms}, {@code 20s}, {@code 5m}, {@code 1h}. */
    static Duration duration(String option, String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw CommandFailure.wrong(
                    CliCode.BAD_ARGUMENT, option + " is '" + text + "'", "expected a time such as 100ms, 20s or 5m");
        }
        long count = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }

    /** {@code debug}, {@code info}, {@code warn} or {@code error}. */
    static Level level(String option, String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "debug" -> Level.DEBUG;
            case "info" -> Level.INFO;
            case "warn" -> Level.WARN;
            case "error" -> Level.ERROR;
            default ->
                throw CommandFailure.wrong(
                        CliCode.BAD_ARGUMENT, option + " is '" + text + "'", "expected debug, info, warn or error");
        };
    }

    /** A date, which is its midnight in UTC, or a time with or without its zone; null for none. */
    static @Nullable Instant instant(String option, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            if (text.length() <= LONGEST_DATE) {
                return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
            }
            return text.matches(".*(?:[Zz]|[+-][0-9]{2}:[0-9]{2})")
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            throw CommandFailure.wrong(
                    CliCode.BAD_ARGUMENT,
                    option + " is '" + text + "'",
                    "expected a date or a time such as 2026-03-01 or 2026-03-01T12:00:00Z");
        }
    }

    /** {@code host:port} or a port of the loopback address; null for {@code off}. */
    static @Nullable InetSocketAddress address(String option, String text) {
        if (text.equals("off")) {
            return null;
        }
        Matcher matcher = ADDRESS.matcher(text);
        if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > 65_535) {
            throw CommandFailure.wrong(
                    CliCode.BAD_ARGUMENT,
                    option + " is '" + text + "'",
                    "expected host:port such as 127.0.0.1:9464, a port, or 'off'");
        }
        int port = Integer.parseInt(matcher.group(2));
        if (matcher.group(1) == null) {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        }
        try {
            return new InetSocketAddress(InetAddress.getAllByName(matcher.group(1))[0], port);
        } catch (UnknownHostException e) {
            throw CommandFailure.wrong(CliCode.BAD_ARGUMENT, option + ": there is no host '" + matcher.group(1) + "'");
        }
    }
}
