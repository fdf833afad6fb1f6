package dev.forebay.benchmarks.events;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Events computed from their number alone: 9,600 a day from 2018-04-01 on, most of them around noon; 5,000 customers with
 * their own usual amount, 10,000 terminals. Every made-up field is a hash of the ids, so the same number is the same
 * event on every machine. About 302 bytes each.
 */
public final class GeneratedEvents implements EventSource {

    private static final int A_DAY = 9_600;
    private static final int CUSTOMERS = 5_000;
    private static final int TERMINALS = 10_000;
    private static final int TERMINALS_OF_A_CUSTOMER = 40;
    private static final long FIRST_SECOND =
            LocalDate.of(2018, 4, 1).atStartOfDay(ZoneOffset.UTC).toEpochSecond();

    private static final String[] COUNTRY = {"US", "GB", "DE", "FR", "ES", "IT", "NL", "BE", "PL", "SE"};
    private static final String[] CURRENCY = {"USD", "GBP", "EUR", "EUR", "EUR", "EUR", "EUR", "EUR", "PLN", "SEK"};
    private static final String[] CHANNEL = {"pos", "web", "app"};
    private static final String[] CATEGORY = {
        "grocery",
        "fuel",
        "restaurant",
        "fast_food",
        "pharmacy",
        "clothing",
        "electronics",
        "books",
        "travel",
        "airline",
        "hotel",
        "car_rental",
        "taxi",
        "utilities",
        "telecom",
        "insurance",
        "healthcare",
        "education",
        "gaming",
        "gambling",
        "jewelry",
        "sports",
        "toys",
        "furniture",
        "hardware",
        "beauty",
        "pets",
        "charity",
        "crypto",
        "cash"
    };

    private static final int[] SECOND_OF_DAY = secondsOfADay();

    private final int count;

    public GeneratedEvents(int count) {
        this.count = count;
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public Stream<CardEvent> events(int limit) {
        return IntStream.range(0, Math.min(limit, count)).mapToObj(GeneratedEvents::event);
    }

    /** The event of one number. */
    public static CardEvent event(int number) {
        long hash = mix(number);
        int customer = (int) Long.remainderUnsigned(mix(hash), CUSTOMERS);
        long place = Long.remainderUnsigned(hash >>> 40, TERMINALS_OF_A_CUSTOMER);
        int terminal = (int) Long.remainderUnsigned(mix(customer * 64L + place), TERMINALS);
        long cents = cents(customer, mix(hash ^ 0xA3));
        long second = FIRST_SECOND + 86_400L * (number / A_DAY) + SECOND_OF_DAY[number % A_DAY];
        double amount = cents / 100.0;
        return event("tx_" + padded(number, 10), second, customer, terminal, amount, hash);
    }

    private static CardEvent event(String id, long second, int customer, int terminal, double amount, long hash) {
        String customerId = "cust_" + padded(customer, 6);
        String terminalId = "term_" + padded(terminal, 6);
        long shop = mix(terminal ^ 0x7357);
        long holder = mix(customer ^ 0xC057);
        int country = (int) Long.remainderUnsigned(shop, 10);
        boolean abroad = Long.remainderUnsigned(hash, 20) == 0;
        int cardCountry = abroad ? (int) Long.remainderUnsigned(holder >>> 8, 10) : country;
        boolean inShop = Long.remainderUnsigned(hash >>> 16, 10) < 7;
        int channel = inShop ? 0 : 1 + (int) ((hash >>> 24) & 1);
        long device = mix(customer * 3L + Long.remainderUnsigned(hash >>> 32, 3));
        long ip = mix(customer ^ 0x1B);
        String json = "{\"transaction_id\":\"" + id
                + "\",\"timestamp\":\"" + Instant.ofEpochSecond(second)
                + "\",\"customer_id\":\"" + customerId
                + "\",\"terminal_id\":\"" + terminalId
                + "\",\"transaction_amount\":" + amount
                + ",\"currency\":\"" + CURRENCY[country]
                + "\",\"country\":\"" + COUNTRY[country]
                + "\",\"card_country\":\"" + COUNTRY[cardCountry]
                + "\",\"channel\":\"" + CHANNEL[channel]
                + "\",\"merchant_category\":\"" + CATEGORY[(int) Long.remainderUnsigned(shop >>> 16, 30)]
                + "\",\"device_id\":\"" + hex(device)
                + "\",\"ip\":\"" + address(ip)
                + "\"}";
        boolean otherCountry = !COUNTRY[country].equals(COUNTRY[cardCountry]);
        return new CardEvent(
                id, customerId, terminalId, 1000 * second, amount, CHANNEL[channel], otherCountry, true, json);
    }

    /** About normal around the customer's mean of 5 to 100, half of it wide, never below one cent. */
    private static long cents(int customer, long hash) {
        double mean = 5 + 95 * unit(mix(customer ^ 0x5EEDL));
        double sum = 0;
        for (int shift = 0; shift < 64; shift += 16) {
            sum += ((hash >>> shift) & 0xFFFF) / 65_536.0;
        }
        double amount = mean + mean / 2 * (sum - 2) * 1.7320508075688772;
        return Math.max(1, Math.round(100 * (amount > 0 ? amount : 2 * mean * unit(mix(hash)))));
    }

    /** The quantiles of a normal day: mean noon, standard deviation 20,000 s, cut at midnight. */
    private static int[] secondsOfADay() {
        double[] below = new double[86_401];
        for (int second = 0; second < 86_400; second++) {
            double z = (second - 43_200) / 20_000.0;
            below[second + 1] = below[second] + StrictMath.exp(-0.5 * z * z);
        }
        int[] seconds = new int[A_DAY];
        int second = 0;
        for (int i = 0; i < A_DAY; i++) {
            double wanted = (i + 0.5) / A_DAY * below[86_400];
            while (below[second + 1] < wanted) {
                second++;
            }
            seconds[i] = second;
        }
        return seconds;
    }

    private static String address(long ip) {
        return 10 + Long.remainderUnsigned(ip, 200) + "." + ((ip >>> 8) & 255) + "." + ((ip >>> 16) & 255) + "."
                + (1 + ((ip >>> 24) & 255) % 254);
    }

    private static String padded(long number, int width) {
        String digits = Long.toString(number);
        return "0".repeat(width - digits.length()) + digits;
    }

    private static String hex(long bits) {
        String digits = Long.toHexString(bits);
        return "0".repeat(16 - digits.length()) + digits;
    }

    private static double unit(long hash) {
        return (hash >>> 11) * 0x1.0p-53;
    }

    /** splitmix64. */
    private static long mix(long seed) {
        long x = seed + 0x9E3779B97F4A7C15L;
        x = (x ^ (x >>> 30)) * 0xBF58476D1CE4E5B9L;
        x = (x ^ (x >>> 27)) * 0x94D049BB133111EBL;
        return x ^ (x >>> 31);
    }
}
