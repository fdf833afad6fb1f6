package dev.forebay.benchmarks.w2;

import dev.forebay.benchmarks.jobs.JobArguments;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** The end of every job: a payment and its terminal's numbers to an output's bytes. <b>Threads.</b> One at a time. */
final class RowEncoding implements Serializable {

    private static final long serialVersionUID = 1;

    private final VectorScaler scaler;
    private final boolean tuned;
    private final boolean avro;
    private final double[] vector = new double[VectorColumns.COUNT];
    private transient @Nullable RowWriter writer;

    RowEncoding(JobArguments job) {
        scaler = VectorScaler.read(job.scaler());
        tuned = job.tuned();
        avro = job.avro();
    }

    /** Where the terminal's numbers are to be put, from {@link VectorColumns#TERMINAL} on, before {@link #encode}. */
    double[] vector() {
        return vector;
    }

    byte[] encode(Payment payment) {
        if (writer == null) {
            writer = RowWriter.of(tuned, avro);
        }
        payment.into(vector);
        scaler.scale(vector);
        return writer.write(payment.id, vector);
    }
}
