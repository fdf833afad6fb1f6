package dev.forebay.benchmarks.w2;

import dev.forebay.benchmarks.jobs.JobArguments;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/** The windows in Flink as most write them: a list of each key's payments, gone through for each event. */
final class FlinkLists {

    private FlinkLists() {}

    private static ListStateDescriptor<TimedAmount> payments() {
        return new ListStateDescriptor<>("payments", TimedAmount.class);
    }

    /** Those that a window of this event, or of one that may still come, can hold. */
    private static List<TimedAmount> after(Iterable<TimedAmount> payments, long time) {
        List<TimedAmount> kept = new ArrayList<>();
        for (TimedAmount payment : payments) {
            if (payment.timeMillis > time) {
                kept.add(payment);
            }
        }
        return kept;
    }

    private static WindowSums sums(WindowSums sums, Payment payment, List<TimedAmount> others) {
        sums.begin(payment.timeMillis, payment.amount);
        for (TimedAmount other : others) {
            sums.add(other.timeMillis, other.amount);
        }
        return sums;
    }

    /** Of a customer. Its events come in the order of time. */
    static final class Customers extends KeyedProcessFunction<String, Payment, Payment> {

        private static final long serialVersionUID = 1;

        private transient @Nullable WindowSums sums;
        private transient @Nullable ListState<TimedAmount> payments;
        private transient @Nullable ValueState<Long> last;

        @Override
        public void open(OpenContext context) {
            sums = new WindowSums();
            payments = getRuntimeContext().getListState(payments());
            last = getRuntimeContext().getState(new ValueStateDescriptor<>("last", Types.LONG));
        }

        @Override
        public void processElement(Payment payment, Context context, Collector<Payment> out) throws Exception {
            if (sums == null || payments == null || last == null) {
                throw new IllegalStateException("not open");
            }
            List<TimedAmount> others = after(payments.get(), payment.timeMillis - VectorColumns.LONGEST);
            WindowSums windows = sums(sums, payment, others);
            others.add(new TimedAmount(payment.timeMillis, payment.amount));
            for (TimedAmount each : others) {
                windows.addDeviation(each.timeMillis, each.amount);
            }
            payment.ofCustomer = new double[VectorColumns.OF_CUSTOMER];
            windows.ofCustomer(payment.ofCustomer, 0);
            Long before = last.value();
            payment.ofCustomer[VectorColumns.OF_CUSTOMER - 1] =
                    before == null ? -1 : (payment.timeMillis - before) / 1000.0;
            last.update(payment.timeMillis);
            payments.update(others);
            out.collect(payment);
        }
    }

    /** Of a terminal. Its events come in any order; the watermark says which time is over. */
    static final class Terminals extends KeyedProcessFunction<String, Payment, Tuple2<byte[], byte[]>> {

        private static final long serialVersionUID = 1;

        private final RowEncoding encoding;
        private transient @Nullable WindowSums sums;
        private transient @Nullable ListState<TimedAmount> payments;

        Terminals(JobArguments job) {
            encoding = new RowEncoding(job);
        }

        @Override
        public void open(OpenContext context) {
            sums = new WindowSums();
            payments = getRuntimeContext().getListState(payments());
        }

        @Override
        public void processElement(Payment payment, Context context, Collector<Tuple2<byte[], byte[]>> out)
                throws Exception {
            if (sums == null || payments == null) {
                throw new IllegalStateException("not open");
            }
            long over = Math.max(0, context.timerService().currentWatermark());
            List<TimedAmount> others = after(payments.get(), over - VectorColumns.LONGEST);
            sums(sums, payment, others).ofTerminal(encoding.vector(), VectorColumns.TERMINAL);
            others.add(new TimedAmount(payment.timeMillis, payment.amount));
            payments.update(others);
            byte[] key = payment.customer.getBytes(StandardCharsets.UTF_8);
            out.collect(Tuple2.of(key, encoding.encode(payment)));
        }
    }
}
