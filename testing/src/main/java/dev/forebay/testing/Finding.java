package dev.forebay.testing;

import dev.forebay.types.batch.ReasonCode;
import org.jspecify.annotations.Nullable;

/** A reason against an event without its words: what kind, and the column, check or feature it is about; null for the record. */
public record Finding(ReasonCode code, @Nullable String column) {}
