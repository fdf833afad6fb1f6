package dev.forebay.runtime.state;

/**
 * A state and the commit after which it stood.
 *
 * @param number of the commit
 * @param totalDigest the journal's total digest at that commit: a snapshot of another history has another one
 * @param state what the stages know
 */
public record Snapshot(long number, String totalDigest, byte[] state) {}
