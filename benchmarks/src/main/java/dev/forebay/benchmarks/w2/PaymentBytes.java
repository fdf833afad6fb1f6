package dev.forebay.benchmarks.w2;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A payment in few bytes, for the way from one key to the other. */
final class PaymentBytes {

    private PaymentBytes() {}

    static void write(Payment payment, DataOutput out) throws IOException {
        out.writeUTF(payment.id);
        out.writeUTF(payment.customer);
        out.writeUTF(payment.terminal);
        out.writeLong(payment.timeMillis);
        out.writeDouble(payment.amount);
        out.writeByte(2 * payment.channel + (payment.abroad ? 1 : 0));
        out.writeByte(payment.ofCustomer.length);
        for (double number : payment.ofCustomer) {
            out.writeDouble(number);
        }
    }

    static Payment read(DataInput in) throws IOException {
        Payment payment = new Payment();
        payment.id = in.readUTF();
        payment.customer = in.readUTF();
        payment.terminal = in.readUTF();
        payment.timeMillis = in.readLong();
        payment.amount = in.readDouble();
        int flags = in.readByte();
        payment.channel = flags >> 1;
        payment.abroad = (flags & 1) != 0;
        int count = in.readByte();
        if (count > 0) {
            payment.ofCustomer = new double[count];
            for (int i = 0; i < count; i++) {
                payment.ofCustomer[i] = in.readDouble();
            }
        }
        return payment;
    }

    static byte[] of(Payment payment) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try {
            write(payment, new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static Payment payment(byte[] bytes) {
        try {
            return read(new DataInputStream(new ByteArrayInputStream(bytes)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
