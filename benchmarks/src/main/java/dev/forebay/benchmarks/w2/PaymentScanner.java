package dev.forebay.benchmarks.w2;

import dev.forebay.benchmarks.scan.FlatScanner;
import java.time.DateTimeException;
import java.util.Arrays;

/**
 * A hand-written reader of the eight fields W2 needs, with its validation. Any order of fields; the others are skipped unread.
 * The result is in the public fields until the next {@link #scan}. <b>Threads.</b> One at a time.
 */
final class PaymentScanner extends FlatScanner {

    /** Where the texts begin in the array given to {@link #scan}, and where they end (exclusive). */
    int idFrom;

    int idTo;
    int customerFrom;
    int customerTo;
    int terminalFrom;
    int terminalTo;
    long timeMillis;
    double amount;
    long cents;

    /** A place in {@link VectorColumns#CHANNELS}. */
    int channel;

    boolean abroad;

    private static final long TRANSACT = first8("transaction_id");
    private static final long TIMESTAM = first8("timestamp");
    private static final long CUSTOMER = first8("customer_id");
    private static final long TERMINAL = first8("terminal_id");
    private static final long ON_AMOUN = first8("on_amount");
    private static final long CHANNEL = first8("channel\"");
    private static final long COUNTRY = first8("country\"");
    private static final long CARD_COU = first8("card_country");

    private int countryFrom;
    private int countryTo;
    private int cardCountryFrom;
    private int cardCountryTo;

    /**
     * Reads the object in {@code source[from, to)}; false when it is rejected, and then the fields mean nothing.
     */
    boolean scan(byte[] source, int from, int to) {
        try {
            int missing = 0xFF;
            begin(source, from, to);
            do {
                missing &= ~field(source, name());
            } while (more());
            if (missing != 0 || !(amount >= 0) || channel < 0) {
                return false;
            }
            abroad = !Arrays.equals(source, countryFrom, countryTo, source, cardCountryFrom, cardCountryTo);
            return true;
        } catch (IllegalArgumentException | DateTimeException e) {
            return false;
        }
    }

    /** Reads one value; answers the field's bit, or 0 for one that is not needed. */
    private int field(byte[] source, int name) {
        switch (textTo - name) {
            case 14 -> {
                if (startsWith(name, TRANSACT)) {
                    string();
                    idFrom = textFrom;
                    idTo = textTo;
                    return 1;
                }
            }
            case 9 -> {
                if (startsWith(name, TIMESTAM)) {
                    string();
                    timeMillis = UtcTimestamp.millis(source, textFrom, textTo);
                    return 2;
                }
            }
            case 11 -> {
                if (startsWith(name, CUSTOMER)) {
                    string();
                    customerFrom = textFrom;
                    customerTo = textTo;
                    return 4;
                }
                if (startsWith(name, TERMINAL)) {
                    string();
                    terminalFrom = textFrom;
                    terminalTo = textTo;
                    return 8;
                }
            }
            case 18 -> {
                if (startsWith(name, TRANSACT) && startsWith(name + 9, ON_AMOUN)) {
                    amount = number();
                    cents = cents();
                    return 16;
                }
            }
            case 7 -> {
                if (startsWith(name, CHANNEL)) {
                    string();
                    channel = channel(source);
                    return 32;
                }
                if (startsWith(name, COUNTRY)) {
                    string();
                    countryFrom = textFrom;
                    countryTo = textTo;
                    return 64;
                }
            }
            case 12 -> {
                if (startsWith(name, CARD_COU)) {
                    string();
                    cardCountryFrom = textFrom;
                    cardCountryTo = textTo;
                    return 128;
                }
            }
            default -> {}
        }
        skip();
        return 0;
    }

    private long cents() {
        return switch (decimals) {
            case 0 -> 100 * digits;
            case 1 -> 10 * digits;
            case 2 -> digits;
            default -> History.cents(amount);
        };
    }

    private int channel(byte[] source) {
        if (textTo - textFrom != 3) {
            return -1;
        }
        int three = (source[textFrom] << 16) | (source[textFrom + 1] << 8) | source[textFrom + 2];
        return switch (three) {
            case ('p' << 16) | ('o' << 8) | 's' -> 0;
            case ('w' << 16) | ('e' << 8) | 'b' -> 1;
            case ('a' << 16) | ('p' << 8) | 'p' -> 2;
            default -> -1;
        };
    }
}
