package dev.forebay.benchmarks.events;

/**
 * One card transaction, with what a checker needs to know of it.
 *
 * @param timeMillis event time, milliseconds since the epoch
 * @param hour hour of the day in UTC, 0 to 23
 * @param json the whole event as one flat JSON object of 12 fields
 */
public record CardEvent(String id, String customer, long timeMillis, double amount, int hour, String json) {}
