package dev.forebay.benchmarks.w2;

import dev.forebay.benchmarks.events.CardEvent;
import dev.forebay.benchmarks.events.EventSource;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** What the oracle knows of all events, by their place in the order of the source. */
final class Payments {

    final int count;
    final long[] times;
    final int[] cents;

    /** 2 * channel + 1 when abroad. */
    final byte[] flags;

    final int[] customers;

    /** Those that validation rejects. They are in no window, and in nothing below. */
    final BitSet rejected = new BitSet();

    /** The events of those, as they came, and their places. */
    final Map<String, Integer> rejectedJson = new HashMap<>();

    /** The last payment before of the same customer, or -1. */
    final int[] before;

    /** All that are not rejected, terminal by terminal, each terminal's in the order of the source. */
    final int[] byTerminal;

    /** Where each terminal ends in {@link #byTerminal}. */
    final int[] terminalEnds;

    private final IdTable ids;

    Payments(EventSource source) {
        count = source.count();
        times = new long[count];
        cents = new int[count];
        flags = new byte[count];
        customers = new int[count];
        before = new int[count];
        byTerminal = new int[count];
        ids = new IdTable(count);
        int[] terminals = new int[count];
        terminalEnds = fill(source, terminals);
        group(terminals);
    }

    /** Fills all but the order by terminal; how many payments each terminal has. */
    private int[] fill(EventSource source, int[] terminals) {
        Map<String, Integer> customerNumbers = new HashMap<>();
        Map<String, Integer> terminalNumbers = new HashMap<>();
        int[] last = new int[count];
        int[] sizes = new int[count];
        try (Stream<CardEvent> events = source.events(count)) {
            int[] next = {0};
            events.forEachOrdered(event -> {
                int i = next[0]++;
                ids.add(event.id());
                times[i] = event.timeMillis();
                if (i > 0 && times[i] < times[i - 1]) {
                    throw new IllegalArgumentException(event.id() + " is older than the event before it");
                }
                cents[i] = Math.toIntExact(History.cents(event.amount()));
                if (!event.valid()) {
                    rejected.set(i);
                    rejectedJson.put(event.json(), i);
                    return;
                }
                flags[i] = (byte) (2 * VectorColumns.CHANNELS.indexOf(event.channel()) + (event.abroad() ? 1 : 0));
                customers[i] = customerNumbers.computeIfAbsent(event.customer(), name -> customerNumbers.size());
                before[i] = last[customers[i]] - 1;
                last[customers[i]] = i + 1;
                terminals[i] = terminalNumbers.computeIfAbsent(event.terminal(), name -> terminalNumbers.size());
                sizes[terminals[i]]++;
            });
        }
        return Arrays.copyOf(sizes, terminalNumbers.size());
    }

    private void group(int[] terminals) {
        int[] at = new int[terminalEnds.length];
        int end = 0;
        for (int terminal = 0; terminal < terminalEnds.length; terminal++) {
            at[terminal] = end;
            end += terminalEnds[terminal];
            terminalEnds[terminal] = end;
        }
        for (int i = rejected.nextClearBit(0); i < count; i = rejected.nextClearBit(i + 1)) {
            byTerminal[at[terminals[i]]++] = i;
        }
    }

    /** The place of an event, or -1. */
    int number(String id) {
        return ids.number(id);
    }

    double amount(int payment) {
        return cents[payment] / 100.0;
    }
}
