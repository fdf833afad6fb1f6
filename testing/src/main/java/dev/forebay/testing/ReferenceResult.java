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
 * @param late whether it was accepted by checks and its time was below the watermark
 * @param warnings the indexes of the checks that warn of it
 * @param emits for each sink whether it gets the event
 */
public record ReferenceResult(
        List<Finding> findings,
        boolean isComputed,
        List<@Nullable Object> slots,
        boolean late,
        List<Integer> warnings,
        List<Boolean> emits) {
    public ReferenceResult {
        findings = List.copyOf(findings);
        slots = Collections.unmodifiableList(new ArrayList<>(slots));
        warnings = List.copyOf(warnings);
        emits = List.copyOf(emits);
    }

    public boolean isRejected() {
        return !findings.isEmpty();
    }
}
