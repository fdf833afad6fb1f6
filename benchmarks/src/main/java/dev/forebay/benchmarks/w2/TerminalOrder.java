package dev.forebay.benchmarks.w2;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks for an order of each terminal's payments that keeps every customer's own order and in which what a job said of each
 * payment's windows is exactly right. There is one if the job did as it should, whatever the order it took events in.
 *
 * <p>From the beginning on, one after the other of those payments is taken that are their customer's next and whose windows
 * hold just what was taken before. If there are several, the newest first: none of the others has it in its windows. Where
 * that leads nowhere, the oldest first is tried.
 */
final class TerminalOrder {

    private static final int WINDOWS = VectorColumns.WINDOWS;

    private final Payments payments;
    private final int events;

    /** What the job said, three to a payment: payments in its windows, and their cents. */
    private final short[] counts;

    private final int[] cents;

    TerminalOrder(Payments payments, int events) {
        this.payments = payments;
        this.events = events;
        counts = new short[WINDOWS * events];
        cents = new int[WINDOWS * events];
    }

    /** Takes down what was said of a payment. */
    void put(int payment, int window, int count, long sum) {
        counts[WINDOWS * payment + window] = (short) Math.min(count, Short.MAX_VALUE);
        cents[WINDOWS * payment + window] = (int) Math.min(sum, Integer.MAX_VALUE);
    }

    /** The first terminal's first payment that is in no right place, or an empty text. */
    String problem() {
        int from = 0;
        for (int end : payments.terminalEnds) {
            int[] all = Arrays.stream(payments.byTerminal, from, end)
                    .filter(payment -> payment < events)
                    .toArray();
            int stuck = new Search(all, Comparator.reverseOrder()).run();
            if (stuck >= 0 && new Search(all, Comparator.naturalOrder()).run() >= 0) {
                return "event %d: its terminal's windows hold %s payments in no order of the terminal's events"
                        .formatted(stuck, Arrays.toString(saidCounts(stuck)));
            }
            from = end;
        }
        return "";
    }

    private int[] saidCounts(int payment) {
        int[] said = new int[WINDOWS];
        for (int i = 0; i < WINDOWS; i++) {
            said[i] = counts[WINDOWS * payment + i];
        }
        return said;
    }

    /** A customer's payments at the terminal, and what was taken already of the windows of the next of them. */
    private final class Customer {

        private final List<Integer> all = new ArrayList<>();
        private final int[] count = new int[WINDOWS];
        private final long[] sum = new long[WINDOWS];
        private int next;

        int payment() {
            return all.get(next);
        }

        boolean done() {
            return next == all.size();
        }

        void count(int payment) {
            long age = payments.times[payment()] - payments.times[payment];
            for (int i = 0; i < WINDOWS && age >= 0; i++) {
                if (age < VectorColumns.LENGTHS.get(i)) {
                    count[i]++;
                    sum[i] += payments.cents[payment];
                }
            }
        }

        boolean right() {
            int at = WINDOWS * payment();
            for (int i = 0; i < WINDOWS; i++) {
                if (counts[at + i] != count[i] || cents[at + i] != sum[i]) {
                    return false;
                }
            }
            return true;
        }
    }

    /** One search through one terminal. */
    private final class Search {

        private final List<Customer> open;
        private final Comparator<Long> first;
        private final List<Integer> taken = new ArrayList<>();

        Search(int[] all, Comparator<Long> first) {
            this.first = first;
            Map<Integer, Customer> customers = new HashMap<>();
            for (int payment : all) {
                customers
                        .computeIfAbsent(payments.customers[payment], unused -> new Customer())
                        .all
                        .add(payment);
            }
            open = new ArrayList<>(customers.values());
            open.forEach(customer -> customer.count(customer.payment()));
        }

        /** A payment that cannot be taken, or -1. */
        int run() {
            while (!open.isEmpty()) {
                Customer best = null;
                for (Customer customer : open) {
                    if (customer.right() && (best == null || first.compare(time(customer), time(best)) < 0)) {
                        best = customer;
                    }
                }
                if (best == null) {
                    return open.stream().mapToInt(Customer::payment).min().orElseThrow();
                }
                take(best);
            }
            return -1;
        }

        private Long time(Customer customer) {
            return payments.times[customer.payment()];
        }

        private void take(Customer best) {
            int payment = best.payment();
            for (Customer customer : open) {
                if (customer != best) {
                    customer.count(payment);
                }
            }
            place(payment);
            best.next++;
            if (best.done()) {
                open.remove(best);
                return;
            }
            Arrays.fill(best.count, 0);
            Arrays.fill(best.sum, 0);
            best.count(best.payment());
            long after = payments.times[best.payment()] - VectorColumns.LONGEST;
            for (int i = taken.size() - 1; i >= 0 && payments.times[taken.get(i)] > after; i--) {
                best.count(taken.get(i));
            }
        }

        /** Keeps what was taken in the order of time. */
        private void place(int payment) {
            int place = taken.size();
            while (place > 0 && payments.times[taken.get(place - 1)] > payments.times[payment]) {
                place--;
            }
            taken.add(place, payment);
        }
    }
}
