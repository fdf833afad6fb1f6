package dev.forebay.benchmarks.events;

/**
 * One card transaction, with what a checker needs to know of it.
 *
 * @param timeMillis event time, milliseconds since the epoch
 * @param channel {@code pos}, {@code web} or {@code app}
 * @param abroad whether the country of the terminal is not the card's
 * @param valid whether W2's validation lets it pass; what is said of one that is not is what it was before it was flawed
 * @param json the whole event; one flat JSON object of 12 fields when it is valid
 */
public record CardEvent(
        String id,
        String customer,
        String terminal,
        long timeMillis,
        double amount,
        String channel,
        boolean abroad,
        boolean valid,
        String json) {

    /** The hour of the day in UTC, 0 to 23. */
    public int hour() {
        return (int) Math.floorMod(Math.floorDiv(timeMillis, 3_600_000L), 24L);
    }
}
