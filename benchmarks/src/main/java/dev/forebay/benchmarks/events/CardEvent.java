package dev.forebay.benchmarks.events;

/**
 * One card transaction, with what a checker needs to know of it.
 *
 * @param timeMillis event time, milliseconds since the epoch
 * @param channel {@code pos}, {@code web} or {@code app}
 * @param abroad whether the country of the terminal is not the card's
 * @param json the whole event as one flat JSON object of 12 fields
 */
public record CardEvent(
        String id,
        String customer,
        String terminal,
        long timeMillis,
        double amount,
        String channel,
        boolean abroad,
        String json) {

    /** The hour of the day in UTC, 0 to 23. */
    public int hour() {
        return (int) Math.floorMod(Math.floorDiv(timeMillis, 3_600_000L), 24L);
    }
}
