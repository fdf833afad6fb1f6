package dev.forebay.benchmarks.w2;

/** From JSON to a payment, with W2's validation. <b>Threads.</b> One at a time. */
interface PaymentReader {

    /** Reads into {@code payment}; why the event is rejected, or an empty text. */
    String read(byte[] json, Payment payment);

    static PaymentReader of(boolean tuned) {
        return tuned ? new StreamedPayments() : new BoundPayments();
    }

    /** What W2 asks of values that have the right types. */
    static String problem(Payment payment) {
        if (!(payment.amount >= 0)) {
            return "the amount is negative";
        }
        return payment.channel < 0 ? "no such channel" : "";
    }
}
