package dev.forebay.runtime.fit;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a fit did.
 *
 * @param passes how often the history was read: once for each level of groups that need one another
 * @param read events of one pass
 * @param fitted accepted events in the range, those that groups without a target were fitted on
 * @param rejected events that broke the contract
 * @param absorbed accepted events outside of the range
 * @param byReason how often each reason for a rejection was given
 * @param groups in the order in which they were fitted
 */
public record FitSummary(
        String pipeline,
        int passes,
        long read,
        long fitted,
        long rejected,
        long absorbed,
        Map<String, Long> byReason,
        List<Group> groups,
        Duration elapsed) {

    /**
     * A group that was fitted.
     *
     * @param transformer what it became
     * @param rows how many events it was fitted on
     * @param columns how many columns come out
     * @param file where its state is
     * @param sha256 of the file, as 64 hexadecimal digits
     */
    public record Group(String name, String transformer, int rows, int columns, Path file, String sha256) {}

    public FitSummary {
        byReason = Map.copyOf(byReason);
        groups = List.copyOf(groups);
    }
}
