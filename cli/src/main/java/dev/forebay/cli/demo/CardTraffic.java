package dev.forebay.cli.demo;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Simulated card transactions: customers with habits who pay at terminals near them, three kinds of fraud, and about one
 * event in a hundred that is broken in a way real streams are.
 *
 * <p>Fraud: a single large amount; a terminal that copies cards for a while, so that cards used there are abused elsewhere; a
 * stolen card, used many times within minutes. Deterministic: the same seed and times give the same bytes. Not thread-safe.
 */
public final class CardTraffic {
    /** One event in this many is broken. */
    public static final int BROKEN_ONE_IN = 100;

    private static final int LARGE_AMOUNT_ONE_IN = 700;
    private static final int STOLEN_CARD_ONE_IN = 2_000;
    private static final int SKIMMING_ONE_IN = 20_000;
    private static final int NEAR_TERMINALS = 12;
    private static final String[] CHANNELS = {"pos", "pos", "pos", "web", "app"};

    private final SplittableRandom random;
    private final Customer[] customers;
    private final double[][] terminals;
    private final Deque<Planned> planned = new ArrayDeque<>();
    private int skimmingTerminal = -1;
    private long skimmingUntil;
    private long nextId;

    /** One record for the topic. */
    public static final class Event {
        private final byte[] key;
        private final byte @Nullable [] value;
        private final boolean broken;

        Event(byte[] key, byte @Nullable [] value, boolean broken) {
            this.key = key;
            this.value = value;
            this.broken = broken;
        }

        /** The customer's id, so that a customer's events keep their order. */
        public byte[] key() {
            return key;
        }

        /** The event, broken or not; null for a record without a value. */
        public byte @Nullable [] value() {
            return value;
        }

        /** Whether a pipeline should reject it. */
        public boolean isBroken() {
            return broken;
        }
    }

    private record Customer(double meanAmount, double spread, List<Integer> nearTerminals) {}

    /** A fraudulent payment that comes later. */
    private record Planned(int customer, double factor) {}

    public CardTraffic(long seed, int customerCount, int terminalCount) {
        random = new SplittableRandom(seed);
        terminals = new double[terminalCount][];
        for (int i = 0; i < terminalCount; i++) {
            terminals[i] = new double[] {random.nextDouble(100), random.nextDouble(100)};
        }
        customers = new Customer[customerCount];
        for (int i = 0; i < customerCount; i++) {
            double x = random.nextDouble(100);
            double y = random.nextDouble(100);
            double mean = 5 + random.nextDouble(95);
            customers[i] = new Customer(mean, mean / 2, nearest(x, y));
        }
        nextId = 1;
    }

    /** The next event, which happens at {@code timeMicros} (microseconds since the epoch, UTC). */
    public Event next(long timeMicros) {
        int customer = random.nextInt(customers.length);
        double factor = 1;
        if (!planned.isEmpty() && random.nextInt(20) == 0) {
            Planned fraud = planned.poll();
            customer = fraud.customer();
            factor = fraud.factor();
        } else if (random.nextInt(LARGE_AMOUNT_ONE_IN) == 0) {
            factor = 8;
        } else if (random.nextInt(STOLEN_CARD_ONE_IN) == 0) {
            for (int i = 0; i < 8; i++) {
                planned.add(new Planned(customer, 5));
            }
        }
        int terminal = terminalOf(customer);
        skim(customer, terminal, timeMicros);
        return encode(customer, terminal, factor, timeMicros);
    }

    private int terminalOf(int customer) {
        List<Integer> near = customers[customer].nearTerminals();
        return random.nextInt(10) == 0 ? random.nextInt(terminals.length) : near.get(random.nextInt(near.size()));
    }

    private void skim(int customer, int terminal, long timeMicros) {
        if (timeMicros > skimmingUntil && random.nextInt(SKIMMING_ONE_IN) == 0) {
            skimmingTerminal = terminal;
            skimmingUntil = timeMicros + 60_000_000L;
        }
        if (terminal == skimmingTerminal && timeMicros <= skimmingUntil) {
            planned.add(new Planned(customer, 3));
        }
    }

    private Event encode(int customer, int terminal, double factor, long timeMicros) {
        Customer who = customers[customer];
        double amount = who.meanAmount() + who.spread() * random.nextGaussian();
        double cents = Math.rint(Math.max(0.5, amount) * factor * 100);
        String time = Instant.ofEpochSecond(
                        Math.floorDiv(timeMicros, 1_000_000L),
                        Math.floorMod(timeMicros, 1_000_000L) / 1000 * 1_000_000L)
                .toString();
        String json = String.format(
                Locale.ROOT,
                "{\"transaction_id\":%d,\"timestamp\":\"%s\",\"customer_id\":\"c%05d\",\"terminal_id\":\"t%05d\","
                        + "\"transaction_amount\":%s,\"currency\":\"EUR\",\"channel\":\"%s\"}",
                nextId++,
                time,
                customer,
                terminal,
                Double.toString(cents / 100),
                CHANNELS[random.nextInt(CHANNELS.length)]);
        byte[] key = String.format(Locale.ROOT, "c%05d", customer).getBytes(StandardCharsets.US_ASCII);
        if (random.nextInt(BROKEN_ONE_IN) != 0) {
            return new Event(key, json.getBytes(StandardCharsets.UTF_8), false);
        }
        return new Event(key, broken(json, timeMicros), true);
    }

    private byte @Nullable [] broken(String json, long timeMicros) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return switch (random.nextInt(8)) {
            case 0 -> null;
            case 1 -> json.substring(0, json.length() / 2).getBytes(StandardCharsets.UTF_8);
            case 2 -> {
                bytes[json.indexOf("customer_id") + 15] = (byte) 0xFF;
                yield bytes;
            }
            case 3 -> changed(json, "\"transaction_amount\":([0-9.]+)", "\"transaction_amount\":\"$1\"");
            case 4 -> changed(json, "\"transaction_amount\":", "\"transaction_amount\":-");
            case 5 -> changed(json, "\"terminal_id\":\"[^\"]*\",", "");
            case 6 -> changed(json, "T[0-9]{2}:", "T25:");
            default -> {
                Instant ahead = Instant.ofEpochSecond(Math.floorDiv(timeMicros, 1_000_000L) + 86_400);
                yield changed(json, "\"timestamp\":\"[^\"]*\"", "\"timestamp\":\"" + ahead + "\"");
            }
        };
    }

    private static byte[] changed(String json, String pattern, String replacement) {
        return json.replaceFirst(pattern, replacement).getBytes(StandardCharsets.UTF_8);
    }

    private List<Integer> nearest(double x, double y) {
        int[] near = new int[NEAR_TERMINALS];
        double[] distance = new double[NEAR_TERMINALS];
        Arrays.fill(distance, Double.MAX_VALUE);
        for (int i = 0; i < terminals.length; i++) {
            double dx = terminals[i][0] - x;
            double dy = terminals[i][1] - y;
            double d = dx * dx + dy * dy;
            int at = NEAR_TERMINALS - 1;
            if (d >= distance[at]) {
                continue;
            }
            while (at > 0 && distance[at - 1] > d) {
                distance[at] = distance[at - 1];
                near[at] = near[at - 1];
                at--;
            }
            distance[at] = d;
            near[at] = i;
        }
        return Arrays.stream(near).boxed().toList();
    }
}
