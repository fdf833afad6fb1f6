package dev.forebay.runtime.impact;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one event on one side.
 *
 * @param key which event of the input it is
 * @param values of the side's columns in their order: Long, Double, Boolean, BigDecimal, String, or null; null for a rejected event
 * @param reasons why it was rejected, by code; empty for an accepted one
 */
record Row(long key, @Nullable List<@Nullable Object> values, List<String> reasons) {}
