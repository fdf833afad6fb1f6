package dev.forebay.runtime.frame;

import dev.forebay.plan.Plan;
import java.util.List;

/**
 * What of a pipeline its output depends on beside the columns.
 *
 * @param plan the pipeline
 * @param sinkNames what each sink is called in reasons, such as the topic's name
 * @param maxRecordBytes for each sink, the most bytes of key and value that it takes
 */
public record OutputRules(Plan plan, List<String> sinkNames, List<Integer> maxRecordBytes) {
    public OutputRules {
        sinkNames = List.copyOf(sinkNames);
        maxRecordBytes = List.copyOf(maxRecordBytes);
    }
}
