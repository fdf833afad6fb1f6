package dev.forebay.runtime.bootstrap;

import dev.forebay.runtime.failure.RunFailure;
import dev.forebay.runtime.failure.RuntimeCode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One end of a range of a topic: as far as there are events, a time, or an offset for each partition. The events from it on are behind it.
 *
 * @param time the first event whose record has this timestamp or a later one; null for none
 * @param offsets for each partition; empty for none
 */
record RangeEnd(@Nullable Instant time, Map<Integer, Long> offsets) {
    static final RangeEnd OPEN = new RangeEnd(null, Map.of());

    /** The partition of an offset that was written without one. */
    static final int ONLY = -1;

    private static final Pattern OFFSETS = Pattern.compile("[0-9]{1,9}=[0-9]{1,18}(,[0-9]{1,9}=[0-9]{1,18})*");
    private static final Pattern OFFSET = Pattern.compile("[0-9]{1,18}");
    private static final int LONGEST_DATE = 10;

    RangeEnd {
        offsets = Map.copyOf(offsets);
    }

    /**
     * Reads an end.
     *
     * @param range all that was written
     * @param open the word that stands for an open end here
     */
    static RangeEnd parse(String range, String text, String open) {
        if (text.isEmpty() || text.equals(open)) {
            return OPEN;
        }
        if (OFFSET.matcher(text).matches()) {
            return new RangeEnd(null, Map.of(ONLY, Long.valueOf(text)));
        }
        if (OFFSETS.matcher(text).matches()) {
            Map<Integer, Long> offsets = new TreeMap<>();
            for (String one : text.split(",", -1)) {
                int equals = one.indexOf('=');
                offsets.put(Integer.valueOf(one.substring(0, equals)), Long.valueOf(one.substring(equals + 1)));
            }
            return new RangeEnd(null, offsets);
        }
        try {
            return new RangeEnd(instant(text), Map.of());
        } catch (DateTimeParseException e) {
            throw RunFailure.of(
                    RuntimeCode.BOOTSTRAP_REQUEST,
                    "--bootstrap '" + range + "': '" + text + "' is no end of a range",
                    "expected '" + open
                            + "' or nothing, a time such as 2026-03-01 or 2026-03-01T12:00:00Z, an offset, or an offset for"
                            + " each partition: 0=1200,1=1187");
        }
    }

    private static Instant instant(String text) {
        if (text.length() <= LONGEST_DATE) {
            return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        }
        return text.matches(".*(?:[Zz]|[+-][0-9]{2}:[0-9]{2})")
                ? OffsetDateTime.parse(text).toInstant()
                : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    }

    /** Requires two times to be in order. */
    static void requireOrder(String range, RangeEnd from, RangeEnd to) {
        if (from.time != null && to.time != null && !from.time.isBefore(to.time)) {
            throw RunFailure.of(
                    RuntimeCode.BOOTSTRAP_REQUEST,
                    "--bootstrap '" + range + "' ends before it begins",
                    "from " + from + " to " + to + " there is nothing");
        }
    }

    boolean isOpen() {
        return time == null && offsets.isEmpty();
    }

    /** As it is written; an open end is nothing. */
    @Override
    public String toString() {
        if (time != null) {
            return time.toString();
        }
        return new TreeMap<>(offsets)
                .entrySet().stream()
                        .map(entry -> entry.getKey() == ONLY
                                ? entry.getValue().toString()
                                : entry.getKey() + "=" + entry.getValue())
                        .collect(Collectors.joining(","));
    }
}
