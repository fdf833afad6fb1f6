package dev.forebay.plan.function;

import java.util.Locale;
import java.util.Optional;

/** The calendar units that {@code DATE_TRUNC} cuts to; weeks begin on Monday. */
public enum TimeUnitName {
    SECOND,
    MINUTE,
    HOUR,
    DAY,
    WEEK,
    MONTH,
    QUARTER,
    YEAR;

    /** The unit of that name, in any case. */
    public static Optional<TimeUnitName> of(String name) {
        for (TimeUnitName unit : values()) {
            if (unit.name().equals(name.toUpperCase(Locale.ROOT))) {
                return Optional.of(unit);
            }
        }
        return Optional.empty();
    }

    /** Whether it is a day or longer, so that a date can be cut to it. */
    public boolean isOfDates() {
        return compareTo(DAY) >= 0;
    }
}
