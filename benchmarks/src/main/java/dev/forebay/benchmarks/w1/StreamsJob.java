package dev.forebay.benchmarks.w1;

import dev.forebay.benchmarks.jobs.JobArguments;
import dev.forebay.benchmarks.jobs.StreamsProgram;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;

/** W1 as a Kafka Streams job: exactly once (v2), two threads, a commit each second, tuned or as usual. Runs until it is stopped. */
public final class StreamsJob {

    private StreamsJob() {}

    public static void main(String[] arguments) throws InterruptedException {
        JobArguments job = JobArguments.of(arguments);
        Scaler scaler = Scaler.read(job.scaler());
        ThreadLocal<EventTransform> events = ThreadLocal.withInitial(() -> EventTransform.of(scaler, job.tuned()));
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(job.input(), Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()))
                .mapValues(event -> events.get().transform(event))
                .to(job.output(), Produced.with(Serdes.ByteArray(), Serdes.ByteArray()));
        StreamsProgram.run(job, builder.build());
    }
}
