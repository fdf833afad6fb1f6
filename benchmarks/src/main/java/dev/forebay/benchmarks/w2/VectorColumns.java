package dev.forebay.benchmarks.w2;

import java.util.List;
import java.util.stream.Stream;

/** The 35 numbers of W2: their names and places, and those of them that need nothing but the payment. */
public final class VectorColumns {

    public static final long DAY = 86_400_000L;

    /** The windows' lengths in milliseconds, ascending. */
    static final List<Long> LENGTHS = List.of(DAY, 7 * DAY, 30 * DAY);

    static final int WINDOWS = LENGTHS.size();
    static final long LONGEST = 30 * DAY;

    /** The customer's windows: counts, sums, means, standard deviations, maxima, each over all lengths; then the seconds. */
    static final int CUSTOMER = 12;

    static final int STANDARD_DEVIATION = CUSTOMER + 3 * WINDOWS;
    static final int SECONDS_SINCE = CUSTOMER + 5 * WINDOWS;

    /** How many numbers the customer's payments give. */
    static final int OF_CUSTOMER = 5 * WINDOWS + 1;

    /** The terminal's windows: counts, means. */
    static final int TERMINAL = CUSTOMER + OF_CUSTOMER;

    static final int OF_TERMINAL = 2 * WINDOWS;
    static final int TIMES_USUAL = TERMINAL + OF_TERMINAL;

    /** As features; an output column is a feature's name and {@link #SUFFIX}. */
    public static final List<String> NAMES = Stream.of(
                    Stream.of(
                            "transaction_amount",
                            "transaction_amount_log",
                            "hour_of_day",
                            "hour_sin",
                            "hour_cos",
                            "day_of_week",
                            "is_weekend",
                            "is_night",
                            "channel_pos",
                            "channel_web",
                            "channel_app",
                            "abroad"),
                    windows("customer", "count", "sum", "mean", "std", "max"),
                    Stream.of("seconds_since_previous"),
                    windows("terminal", "count", "mean"),
                    Stream.of("times_usual"))
            .flatMap(names -> names)
            .toList();

    public static final int COUNT = TIMES_USUAL + 1;

    static final String SUFFIX = "_z";
    static final String ID = "transaction_id";

    /** The values of the channel, in the order of their columns. */
    static final List<String> CHANNELS = List.of("pos", "web", "app");

    private static final double[] HOUR_SIN = new double[24];
    private static final double[] HOUR_COS = new double[24];

    static {
        for (int hour = 0; hour < 24; hour++) {
            HOUR_SIN[hour] = Math.sin(2 * Math.PI * hour / 24);
            HOUR_COS[hour] = Math.cos(2 * Math.PI * hour / 24);
        }
    }

    private VectorColumns() {}

    private static Stream<String> windows(String key, String... aggregates) {
        return Stream.of(aggregates)
                .flatMap(aggregate -> Stream.of("1d", "7d", "30d").map(length -> key + "_" + aggregate + "_" + length));
    }

    static List<String> outputNames() {
        return NAMES.stream().map(name -> name + SUFFIX).toList();
    }

    /** Sets the first 12 of {@code vector}; {@code channel} is a place in {@link #CHANNELS}. */
    static void row(double[] vector, long timeMillis, double amount, int channel, boolean abroad) {
        int hour = (int) Math.floorMod(Math.floorDiv(timeMillis, 3_600_000L), 24L);
        int day = (int) Math.floorMod(Math.floorDiv(timeMillis, DAY) + 3, 7L); // 1970-01-01 was a Thursday
        vector[0] = amount;
        vector[1] = Math.log1p(amount);
        vector[2] = hour;
        vector[3] = HOUR_SIN[hour];
        vector[4] = HOUR_COS[hour];
        vector[5] = day;
        vector[6] = day >= 5 ? 1 : 0;
        vector[7] = hour < 6 ? 1 : 0;
        vector[8] = channel == 0 ? 1 : 0;
        vector[9] = channel == 1 ? 1 : 0;
        vector[10] = channel == 2 ? 1 : 0;
        vector[11] = abroad ? 1 : 0;
    }

    /** Sets the last of {@code vector} from the others. */
    static void timesUsual(double[] vector) {
        double usual = vector[CUSTOMER + 3 * WINDOWS - 1];
        vector[TIMES_USUAL] = usual == 0 ? 0 : vector[0] / usual;
    }
}
