package dev.forebay.benchmarks.w1;

import dev.forebay.benchmarks.jobs.FlinkKafka;
import dev.forebay.benchmarks.jobs.JobArguments;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * W1 as a Flink DataStream job in a local cluster: one chain of source, map and exactly-once sink, parallelism 2, a
 * checkpoint each second; tuned, objects are reused. Runs until it is stopped.
 */
public final class FlinkJob {

    private FlinkJob() {}

    public static void main(String[] arguments) throws Exception {
        JobArguments job = JobArguments.of(arguments);
        StreamExecutionEnvironment flink = FlinkKafka.environment(job, "1 s");
        flink.fromSource(FlinkKafka.source(job), WatermarkStrategy.noWatermarks(), "events")
                .map(new Transform(job))
                .returns(FlinkKafka.KEY_AND_VALUE)
                .sinkTo(FlinkKafka.sink(job, job.output()));
        flink.execute(job.run());
    }

    private static final class Transform extends RichMapFunction<Tuple2<byte[], byte[]>, Tuple2<byte[], byte[]>> {

        private static final long serialVersionUID = 1;

        private final Scaler scaler;
        private final boolean tuned;
        private transient @Nullable EventTransform events;

        Transform(JobArguments job) {
            scaler = Scaler.read(job.scaler());
            tuned = job.tuned();
        }

        @Override
        public void open(OpenContext context) {
            events = EventTransform.of(scaler, tuned);
        }

        @Override
        public Tuple2<byte[], byte[]> map(Tuple2<byte[], byte[]> event) {
            if (events == null) {
                throw new IllegalStateException("not open");
            }
            event.f1 = events.transform(event.f1);
            return event;
        }
    }
}
