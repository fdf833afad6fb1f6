package dev.forebay.testing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A decoded event.
 *
 * @param partition where it was read
 * @param recordTime the record's own timestamp; null where it has none
 * @param fields the schema's columns, boxed as {@link dev.forebay.testing.expression.ReferenceEvaluator} says
 * @param findings what its decoding found wrong, in the schema's order
 */
public record ReferenceEvent(
        int partition, @Nullable Instant recordTime, List<@Nullable Object> fields, List<Finding> findings) {
    public ReferenceEvent {
        fields = Collections.unmodifiableList(new ArrayList<>(fields));
        findings = List.copyOf(findings);
    }
}
