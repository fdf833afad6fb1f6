package dev.forebay.runtime.bootstrap;

import dev.forebay.types.batch.EventBatch;
import dev.forebay.types.batch.Reason;
import java.util.Map;
import java.util.TreeMap;

/** What became of the events of a history. One thread at a time. */
final class HistoryCounts {
    final Map<String, Long> reasons = new TreeMap<>();
    long read;
    long rejected;
    long ahead;
    long late;

    /** Counts a batch that the state has taken; {@code isAhead} says which rows were left out. */
    void add(EventBatch batch, boolean[] isAhead) {
        read += batch.size();
        for (int row = 0; row < batch.size(); row++) {
            if (isAhead[row]) {
                ahead++;
            } else if (batch.rejections.isRejected(row)) {
                rejected++;
                for (Reason reason : batch.rejections.of(row)) {
                    reasons.merge(reason.code().code(), 1L, Long::sum);
                }
            } else {
                late += (batch.flags[row] & EventBatch.LATE) != 0 ? 1 : 0;
            }
        }
    }
}
