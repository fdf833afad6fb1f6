package dev.forebay.cli.project;

/** A few events for a project that starts without a sample of its own. */
final class BuiltInSample {
    private BuiltInSample() {}

    static final String EVENTS = """
            {"transaction_id":"tx-1","timestamp":"2018-04-01T09:30:00Z","customer_id":"c1","terminal_id":"t1","transaction_amount":57.16,"channel":"pos"}
            {"transaction_id":"tx-2","timestamp":"2018-04-01T09:31:10Z","customer_id":"c2","terminal_id":"t1","transaction_amount":81.51,"channel":"web"}
            {"transaction_id":"tx-3","timestamp":"2018-04-01T09:34:42Z","customer_id":"c1","terminal_id":"t7","transaction_amount":146.0}
            {"transaction_id":"tx-4","timestamp":"2018-04-01T09:35:05Z","customer_id":"c3","terminal_id":"t2","transaction_amount":-4.5,"channel":"pos"}
            """;
}
