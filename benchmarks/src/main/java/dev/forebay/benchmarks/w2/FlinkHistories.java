package dev.forebay.benchmarks.w2;

import dev.forebay.benchmarks.jobs.JobArguments;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/** The windows in Flink, tuned: one {@link History} a key, changed in place. */
final class FlinkHistories {

    private FlinkHistories() {}

    private static ValueStateDescriptor<History> history() {
        return new ValueStateDescriptor<>("history", new FlinkSerializer.OfHistory());
    }

    /** Of a customer. Its events come in the order of time. */
    static final class Customers extends KeyedProcessFunction<String, Payment, Payment> {

        private static final long serialVersionUID = 1;

        private transient @Nullable ValueState<History> state;

        @Override
        public void open(OpenContext context) {
            state = getRuntimeContext().getState(history());
        }

        @Override
        public void processElement(Payment payment, Context context, Collector<Payment> out) throws Exception {
            if (state == null) {
                throw new IllegalStateException("not open");
            }
            History history = state.value();
            boolean first = history == null;
            if (first) {
                history = History.ofCustomer();
            }
            long before = history.newestMillis();
            double[] numbers = new double[VectorColumns.OF_CUSTOMER];
            history.add(payment.timeMillis, History.cents(payment.amount), payment.timeMillis, numbers, 0);
            numbers[VectorColumns.OF_CUSTOMER - 1] = first ? -1 : (payment.timeMillis - before) / 1000.0;
            payment.ofCustomer = numbers;
            state.update(history);
            out.collect(payment);
        }
    }

    /** Of a terminal. Its events come in any order; the watermark says which time is over. */
    static final class Terminals extends KeyedProcessFunction<String, Payment, Tuple2<byte[], byte[]>> {

        private static final long serialVersionUID = 1;

        private final RowEncoding encoding;
        private transient @Nullable ValueState<History> state;

        Terminals(JobArguments job) {
            encoding = new RowEncoding(job);
        }

        @Override
        public void open(OpenContext context) {
            state = getRuntimeContext().getState(history());
        }

        @Override
        public void processElement(Payment payment, Context context, Collector<Tuple2<byte[], byte[]>> out)
                throws Exception {
            if (state == null) {
                throw new IllegalStateException("not open");
            }
            History history = state.value();
            if (history == null) {
                history = History.ofTerminal();
            }
            long over = Math.max(0, context.timerService().currentWatermark());
            history.add(
                    payment.timeMillis, History.cents(payment.amount), over, encoding.vector(), VectorColumns.TERMINAL);
            state.update(history);
            byte[] key = payment.customer.getBytes(StandardCharsets.UTF_8);
            out.collect(Tuple2.of(key, encoding.encode(payment)));
        }
    }
}
