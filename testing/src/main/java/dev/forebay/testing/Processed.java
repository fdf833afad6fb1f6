package dev.forebay.testing;

/**
 * What became of one of the events that were read.
 *
 * @param index its place among all events in the order read, from 0
 */
public record Processed(int index, ReferenceResult result) {}
