package dev.forebay.benchmarks.w2;

/** What a window needs of one payment. As Flink's own serializer for plain objects wants it. */
public final class TimedAmount {

    public long timeMillis;
    public double amount;

    /** For Flink. */
    public TimedAmount() {}

    TimedAmount(long timeMillis, double amount) {
        this.timeMillis = timeMillis;
        this.amount = amount;
    }
}
