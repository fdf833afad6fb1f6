package dev.forebay.benchmarks.w2;

import dev.forebay.benchmarks.jobs.FlinkKafka;
import dev.forebay.benchmarks.jobs.JobArguments;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * W2 as a Flink DataStream job in a local cluster: parse and validate, key by customer, key by terminal, scale and write;
 * state on the heap, exactly-once sinks, parallelism 2. As most write it: Jackson's data binding, Flink's serializers, lists
 * of payments, a checkpoint each second. Tuned: streaming JSON, own serializers, objects reused, {@link History} as state,
 * large polls and batches, and a checkpoint only every ten seconds. Runs until it is stopped.
 */
public final class FlinkJob {

    private static final OutputTag<Tuple2<byte[], byte[]>> REJECTED =
            new OutputTag<>("rejected", FlinkKafka.KEY_AND_VALUE);

    private FlinkJob() {}

    public static void main(String[] arguments) throws Exception {
        JobArguments job = JobArguments.of(arguments);
        StreamExecutionEnvironment flink = FlinkKafka.environment(job, job.tuned() ? "10 s" : "1 s");
        TypeInformation<Payment> type = job.tuned() ? new FlinkPaymentType() : Types.POJO(Payment.class);
        SingleOutputStreamOperator<Payment> payments = flink.fromSource(
                        FlinkKafka.source(job), WatermarkStrategy.forMonotonousTimestamps(), "events")
                .process(new Parse(job.tuned()))
                .returns(type);
        payments.getSideOutput(REJECTED).sinkTo(FlinkKafka.sink(job, job.rejected()));
        payments.keyBy(payment -> payment.customer, Types.STRING)
                .process(job.tuned() ? new FlinkHistories.Customers() : new FlinkLists.Customers())
                .returns(type)
                .keyBy(payment -> payment.terminal, Types.STRING)
                .process(terminals(job))
                .returns(FlinkKafka.KEY_AND_VALUE)
                .sinkTo(FlinkKafka.sink(job, job.output()));
        flink.execute(job.run());
    }

    private static KeyedProcessFunction<String, Payment, Tuple2<byte[], byte[]>> terminals(JobArguments job) {
        return job.tuned() ? new FlinkHistories.Terminals(job) : new FlinkLists.Terminals(job);
    }

    private static final class Parse extends ProcessFunction<Tuple2<byte[], byte[]>, Payment> {

        private static final long serialVersionUID = 1;

        private final boolean tuned;
        private transient @Nullable PaymentReader reader;

        Parse(boolean tuned) {
            this.tuned = tuned;
        }

        @Override
        public void open(OpenContext context) {
            reader = PaymentReader.of(tuned);
        }

        @Override
        public void processElement(Tuple2<byte[], byte[]> event, Context context, Collector<Payment> out) {
            if (reader == null) {
                throw new IllegalStateException("not open");
            }
            Payment payment = new Payment();
            if (reader.read(event.f1, payment).isEmpty()) {
                out.collect(payment);
            } else {
                context.output(REJECTED, event);
            }
        }
    }
}
