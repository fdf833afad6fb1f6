package dev.forebay.runtime.journal;

/**
 * One run of a pipeline by one process.
 *
 * @param id unique to this run
 * @param host the machine's name, for people
 * @param machine what tells machines (and containers on one) apart; processes of equal {@code machine} can see each other
 * @param pid the process id there
 * @param processStart a number that says when the process started, so that a reused pid is not taken for it
 * @param sinceMillis when this run started
 */
public record Instance(String id, String host, String machine, long pid, long processStart, long sinceMillis) {}
