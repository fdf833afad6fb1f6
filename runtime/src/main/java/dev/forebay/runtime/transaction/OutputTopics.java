package dev.forebay.runtime.transaction;

import dev.forebay.runtime.kafka.TopicFacts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a run writes.
 *
 * @param sinks the sinks' topics in the definition's order
 * @param deadLetters the dead letters' topic; null where they go to a file
 * @param journal the journal's topic
 */
public record OutputTopics(List<TopicFacts> sinks, @Nullable TopicFacts deadLetters, String journal) {
    public OutputTopics {
        sinks = List.copyOf(sinks);
    }

    /** The largest record that any of the topics takes, with what surrounds it in a request. */
    public int maxRequestBytes() {
        int largest = 1 << 20;
        for (TopicFacts topic : sinks) {
            largest = Math.max(largest, topic.maxMessageBytes());
        }
        if (deadLetters != null) {
            largest = Math.max(largest, deadLetters.maxMessageBytes());
        }
        return largest;
    }
}
