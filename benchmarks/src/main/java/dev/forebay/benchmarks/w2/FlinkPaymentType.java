package dev.forebay.benchmarks.w2;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.jspecify.annotations.Nullable;

/** Tells Flink to take this package's serializer for payments. */
final class FlinkPaymentType extends TypeInformation<Payment> {

    private static final long serialVersionUID = 1;

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    public int getTotalFields() {
        return 1;
    }

    @Override
    public Class<Payment> getTypeClass() {
        return Payment.class;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public TypeSerializer<Payment> createSerializer(SerializerConfig config) {
        return new FlinkSerializer.OfPayment();
    }

    @Override
    public String toString() {
        return "Payment";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FlinkPaymentType;
    }

    @Override
    public int hashCode() {
        return 1;
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof FlinkPaymentType;
    }
}
