package dev.forebay.testing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of an event.
 *
 * @param findings why it is rejected, in the order they are told; empty if it is accepted
 * @param isComputed whether it came as far as the steps; one that was rejected before has values for the fields only
 * @param slots the value of every column of the plan
 * @param aggregates the value of every aggregate of the plan; empty if it was rejected before the steps
 * @param late whether it was accepted and its time was below the watermark of its partition
 * @param incomplete whether it was accepted and a part of its windows may have been out of sight
 * @param warnings the indexes of the checks that warn of it
 * @param emits for each sink whether it gets the event
 */
public record ReferenceResult(
        List<Finding> findings,
        boolean isComputed,
        List<@Nullable Object> slots,
        List<@Nullable Object> aggregates,
        boolean late,
        boolean incomplete,
        List<Integer> warnings,
        List<Boolean> emits) {
    public ReferenceResult {
        findings = List.copyOf(findings);
        slots = Collections.unmodifiableList(new ArrayList<>(slots));
        aggregates = Collections.unmodifiableList(new ArrayList<>(aggregates));
        warnings = List.copyOf(warnings);
        emits = List.copyOf(emits);
    }

    public boolean isRejected() {
        return !findings.isEmpty();
    }
}
