package dev.forebay.runtime.transaction;

import dev.forebay.runtime.frame.EncodedFrame;
import dev.forebay.runtime.kafka.TopicFacts;
import dev.forebay.runtime.rejected.DeadLetter;
import dev.forebay.runtime.rejected.DeadLetterRecord;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * Makes the Kafka records of an outcome. What stands in them is a function of the event and the release alone. A record made here is good
 * until the next one is: the producer copies it before {@code send} returns. One thread at a time.
 */
final class OutputRecords {
    private static final byte NO_FLAGS = 0;

    private final OutputTopics topics;
    private final PositionHeader position;
    private final ExactArrays keys = new ExactArrays();
    private final ExactArrays values = new ExactArrays();
    private final ExactArrays headers = new ExactArrays();
    private final ReusedHeader header = new ReusedHeader();
    private final List<Header> headerAlone = List.of(header);

    OutputRecords(OutputTopics topics, String digest) {
        this.topics = topics;
        this.position = new PositionHeader(digest);
    }

    ProducerRecord<byte[], byte[]> of(EncodedFrame frame, int record) {
        TopicFacts topic = topics.sinks().get(frame.sink[record]);
        byte[] from = frame.bytes.bytes;
        int keyLength = frame.keyLength[record];
        header.value = position(frame.partition[record], frame.offset[record], frame.flags[record]);
        return new ProducerRecord<>(
                topic.name(),
                frame.partition[record] % topic.partitions(),
                frame.timestampMillis[record],
                keyLength < 0 ? null : keys.copy(from, frame.keyStart[record], keyLength),
                values.copy(from, frame.valueStart[record], frame.valueLength[record]),
                headerAlone);
    }

    ProducerRecord<byte[], byte[]> of(DeadLetter letter, DeadLetterRecord record, TopicFacts topic) {
        List<Header> all = new ArrayList<>(record.headers());
        all.add(new RecordHeader(PositionHeader.NAME, position(letter.partition(), letter.offset(), NO_FLAGS)));
        return new ProducerRecord<>(
                topic.name(),
                letter.partition() % topic.partitions(),
                Math.max(0, letter.recordTimeMillis()),
                record.key(),
                record.value(),
                all);
    }

    private byte[] position(int partition, long offset, byte flags) {
        int length = position.prepare(partition, offset, flags);
        return headers.copy(position.bytes(), 0, length);
    }

    /** The position header, the same object for every record. */
    private static final class ReusedHeader implements Header {
        private byte[] value = new byte[0];

        @Override
        public String key() {
            return PositionHeader.NAME;
        }

        @Override
        public byte[] value() {
            return value;
        }
    }
}
