package dev.forebay.benchmarks.harness;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The check of one run's outputs or dead letters, record by record in any order, then as a whole. */
public interface OutputCheck {

    /** What is wrong with a record, or an empty text: it must be the first right record for an event of the input. */
    String problem(ConsumerRecord<byte[], byte[]> row);

    /** Events without their record so far. */
    int missing();

    /** What is wrong with the outputs taken together, or an empty text; asked for once none is missing. */
    default String problemOfAll() {
        return "";
    }
}
