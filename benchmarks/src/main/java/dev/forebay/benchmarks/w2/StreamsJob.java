package dev.forebay.benchmarks.w2;

import dev.forebay.benchmarks.jobs.JobArguments;
import dev.forebay.benchmarks.jobs.StreamsProgram;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Branched;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * W2 as a Kafka Streams job: parse and validate, a store of customers, a topic in between, a store of terminals, scale and
 * write; stores in RocksDB with Streams' cache before it and a change log behind it, exactly once (v2), two threads. Runs
 * until it is stopped.
 */
public final class StreamsJob {

    private static final String CUSTOMERS = "customers";
    private static final String TERMINALS = "terminals";

    /** How much older than the newest of its terminal a payment may come: the two threads do not run side by side. */
    private static final long GRACE = 15 * VectorColumns.DAY;

    private StreamsJob() {}

    public static void main(String[] arguments) throws InterruptedException {
        JobArguments job = JobArguments.of(arguments);
        StreamsProgram.run(job, topology(job));
    }

    private static Topology topology(JobArguments job) {
        StreamsBuilder builder = new StreamsBuilder();
        addStore(builder, CUSTOMERS);
        addStore(builder, TERMINALS);
        builder.stream(job.input(), Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()))
                .process(() -> new Parse(job.tuned()))
                .split()
                .branch(
                        (key, event) -> event.rejected,
                        Branched.withConsumer(rejected -> rejected.mapValues(event -> event.json)
                                .to(job.rejected(), Produced.with(Serdes.ByteArray(), Serdes.ByteArray()))))
                .defaultBranch(Branched.withConsumer(accepted -> windows(accepted, job)));
        return builder.build();
    }

    private static void addStore(StreamsBuilder builder, String name) {
        builder.addStateStore(
                Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.String(), Serdes.ByteArray())
                        .withCachingEnabled());
    }

    private static void windows(KStream<byte[], Parsed> accepted, JobArguments job) {
        Serde<Payment> payments = Serdes.serdeFrom(
                (topic, payment) -> PaymentBytes.of(payment), (topic, bytes) -> PaymentBytes.payment(bytes));
        accepted.process(Customers::new, CUSTOMERS)
                .repartition(Repartitioned.with(Serdes.String(), payments)
                        .withName("by-terminal")
                        .withNumberOfPartitions(2))
                .process(() -> new Terminals(job), TERMINALS)
                .to(job.output(), Produced.with(Serdes.ByteArray(), Serdes.ByteArray()));
    }

    /** An event as it came, and read. */
    private static final class Parsed {

        private final byte[] json;
        private final Payment payment = new Payment();
        private final boolean rejected;

        Parsed(byte[] json, PaymentReader reader) {
            this.json = json;
            rejected = !reader.read(json, payment).isEmpty();
        }
    }

    private static final class Parse implements Processor<byte[], byte[], byte[], Parsed> {

        private final PaymentReader reader;
        private @Nullable ProcessorContext<byte[], Parsed> context;

        Parse(boolean tuned) {
            reader = PaymentReader.of(tuned);
        }

        @Override
        public void init(ProcessorContext<byte[], Parsed> given) {
            context = given;
        }

        @Override
        public void process(Record<byte[], byte[]> event) {
            opened(context).forward(event.withValue(new Parsed(event.value(), reader)));
        }
    }

    /** A customer's events come in the order of time. */
    private static final class Customers implements Processor<byte[], Parsed, String, Payment> {

        private final WindowSums sums = new WindowSums();
        private @Nullable ProcessorContext<String, Payment> context;
        private @Nullable KeyValueStore<String, byte[]> store;

        @Override
        public void init(ProcessorContext<String, Payment> given) {
            context = given;
            store = given.getStateStore(CUSTOMERS);
        }

        @Override
        public void process(Record<byte[], Parsed> event) {
            Payment payment = event.value().payment;
            KeyValueStore<String, byte[]> all = opened(store);
            PackedPayments others = PackedPayments.of(all.get(payment.customer));
            double[] numbers = new double[VectorColumns.OF_CUSTOMER];
            others.sums(sums, payment, true).ofCustomer(numbers, 0);
            numbers[VectorColumns.OF_CUSTOMER - 1] =
                    others.isEmpty() ? -1 : (payment.timeMillis - others.newestMillis()) / 1000.0;
            payment.ofCustomer = numbers;
            all.put(payment.customer, others.with(payment, payment.timeMillis - VectorColumns.LONGEST));
            opened(context).forward(event.withKey(payment.terminal).withValue(payment));
        }
    }

    /** A terminal's events come in any order, though not in quite any. */
    private static final class Terminals implements Processor<String, Payment, byte[], byte[]> {

        private final WindowSums sums = new WindowSums();
        private final RowEncoding encoding;
        private @Nullable ProcessorContext<byte[], byte[]> context;
        private @Nullable KeyValueStore<String, byte[]> store;

        Terminals(JobArguments job) {
            encoding = new RowEncoding(job);
        }

        @Override
        public void init(ProcessorContext<byte[], byte[]> given) {
            context = given;
            store = given.getStateStore(TERMINALS);
        }

        @Override
        public void process(Record<String, Payment> event) {
            Payment payment = event.value();
            KeyValueStore<String, byte[]> all = opened(store);
            PackedPayments others = PackedPayments.of(all.get(payment.terminal));
            others.sums(sums, payment, false).ofTerminal(encoding.vector(), VectorColumns.TERMINAL);
            long newest = others.isEmpty() ? payment.timeMillis : others.newestMillis();
            all.put(payment.terminal, others.with(payment, newest - GRACE - VectorColumns.LONGEST));
            byte[] key = payment.customer.getBytes(StandardCharsets.UTF_8);
            opened(context).forward(event.withKey(key).withValue(encoding.encode(payment)));
        }
    }

    private static <T> T opened(@Nullable T given) {
        if (given == null) {
            throw new IllegalStateException("not open");
        }
        return given;
    }
}
