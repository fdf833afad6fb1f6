package dev.forebay.benchmarks.w2;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The tuned Flink job's own serializers. */
abstract class FlinkSerializer<T> extends TypeSerializerSingleton<T> {

    private static final long serialVersionUID = 1;

    @Override
    public boolean isImmutableType() {
        return false;
    }

    @Override
    public T copy(T from, T reuse) {
        return copy(from);
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public T deserialize(T reuse, DataInputView in) throws IOException {
        return deserialize(in);
    }

    @Override
    public void copy(DataInputView in, DataOutputView out) throws IOException {
        serialize(deserialize(in), out);
    }

    /** Of payments between the keys. They are not changed once they are sent. */
    static final class OfPayment extends FlinkSerializer<Payment> {

        private static final long serialVersionUID = 1;

        @Override
        public Payment createInstance() {
            return new Payment();
        }

        @Override
        public Payment copy(Payment from) {
            return from;
        }

        @Override
        public void serialize(Payment payment, DataOutputView out) throws IOException {
            PaymentBytes.write(payment, out);
        }

        @Override
        public Payment deserialize(DataInputView in) throws IOException {
            return PaymentBytes.read(in);
        }

        @Override
        public TypeSerializerSnapshot<Payment> snapshotConfiguration() {
            return new PaymentSnapshot();
        }

        /** For Flink: how this serializer is found again. */
        public static final class PaymentSnapshot extends SimpleTypeSerializerSnapshot<Payment> {
            public PaymentSnapshot() {
                super(OfPayment::new);
            }
        }
    }

    /** Of one key's state. */
    static final class OfHistory extends FlinkSerializer<History> {

        private static final long serialVersionUID = 1;

        @Override
        public History createInstance() {
            return History.ofCustomer();
        }

        @Override
        public History copy(History from) {
            return from.copy();
        }

        @Override
        public void serialize(History history, DataOutputView out) throws IOException {
            history.write(out);
        }

        @Override
        public History deserialize(DataInputView in) throws IOException {
            return History.read(in);
        }

        @Override
        public TypeSerializerSnapshot<History> snapshotConfiguration() {
            return new HistorySnapshot();
        }

        /** For Flink: how this serializer is found again. */
        public static final class HistorySnapshot extends SimpleTypeSerializerSnapshot<History> {
            public HistorySnapshot() {
                super(OfHistory::new);
            }
        }
    }
}
