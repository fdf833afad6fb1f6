package dev.forebay.benchmarks.w2;

/**
 * One event on its way through a job. Public and with public fields, so that Flink's own serializer for plain objects takes
 * it.
 */
@SuppressWarnings("checkstyle:VisibilityModifier")
public final class Payment {

    static final double[] NONE = {};

    public String id = "";
    public String customer = "";
    public String terminal = "";
    public long timeMillis;
    public double amount;

    /** A place in {@link VectorColumns#CHANNELS}. */
    public int channel;

    public boolean abroad;

    /** What the customer's payments give, see {@link VectorColumns#CUSTOMER}; empty before that is known. */
    public double[] ofCustomer = NONE;

    /** All numbers but the terminal's; those are left as they are. */
    void into(double[] vector) {
        VectorColumns.row(vector, timeMillis, amount, channel, abroad);
        System.arraycopy(ofCustomer, 0, vector, VectorColumns.CUSTOMER, VectorColumns.OF_CUSTOMER);
        VectorColumns.timesUsual(vector);
    }
}
