package dev.forebay.benchmarks.w2;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The payments of one key as careful programmers keep them: one ring in the order of time for all windows, and for each
 * window a tail in it and running sums. Money is in cents, so that sums are exact however long they run; amounts of more
 * than two decimals are not for it. A payment that is older than the newest is put in its place, and its windows are summed
 * anew.
 */
final class History {

    static final long NEVER = Long.MIN_VALUE;

    private static final int WINDOWS = VectorColumns.WINDOWS;
    private static final long DAY = VectorColumns.LENGTHS.get(0);
    private static final long WEEK = VectorColumns.LENGTHS.get(1);
    private static final long MONTH = VectorColumns.LENGTHS.get(2);

    /** Whether maxima are kept, and all aggregates are wanted. */
    private final boolean ofCustomer;

    /** Time and cents of entry i at 2 * (i & mask); entries are numbered through from the first one ever. */
    private long[] ring = new long[8];

    private int mask = 3;
    private int oldest;
    private int end;
    private long newest = NEVER;

    private int dayTail;
    private int weekTail;
    private int monthTail;
    private long daySum;
    private long weekSum;
    private long monthSum;
    private long daySquares;
    private long weekSquares;
    private long monthSquares;
    private long dayGreatest;
    private long weekGreatest;
    private long monthGreatest;

    private History(boolean ofCustomer) {
        this.ofCustomer = ofCustomer;
    }

    static History ofCustomer() {
        return new History(true);
    }

    static History ofTerminal() {
        return new History(false);
    }

    static long cents(double amount) {
        long cents = Math.round(100 * amount);
        if (cents / 100.0 != amount) {
            throw new IllegalArgumentException(amount + " is not a whole number of cents");
        }
        return cents;
    }

    /** The time of the newest payment, or {@link #NEVER}. */
    long newestMillis() {
        return newest;
    }

    /**
     * Takes a payment and writes what its windows hold, as in {@link WindowSums}.
     *
     * @param horizonMillis no payment that is older will come; what no window of such a one can hold may be forgotten
     */
    void add(long timeMillis, long cents, long horizonMillis, double[] out, int at) {
        forget(horizonMillis - MONTH);
        if (timeMillis < newest) {
            insert(timeMillis, cents);
            sumAnew(timeMillis, out, at);
            return;
        }
        newest = timeMillis;
        append(timeMillis, cents);
        advance(timeMillis);
        write(out, at);
    }

    /** Payments up to that time; the longest window's tail is never behind it, as the horizon is never ahead. */
    private void forget(long upTo) {
        while (oldest < monthTail && ring[2 * (oldest & mask)] <= upTo) {
            oldest++;
        }
    }

    private void append(long timeMillis, long cents) {
        if (end - oldest > mask) {
            grow();
        }
        int place = 2 * (end & mask);
        ring[place] = timeMillis;
        ring[place + 1] = cents;
        end++;
        daySum += cents;
        weekSum += cents;
        monthSum += cents;
        long square = cents * cents;
        daySquares += square;
        weekSquares += square;
        monthSquares += square;
        if (ofCustomer) {
            dayGreatest = Math.max(dayGreatest, cents);
            weekGreatest = Math.max(weekGreatest, cents);
            monthGreatest = Math.max(monthGreatest, cents);
        }
    }

    private void grow() {
        long[] larger = new long[2 * ring.length];
        int largerMask = 2 * mask + 1;
        for (int i = oldest; i < end; i++) {
            larger[2 * (i & largerMask)] = ring[2 * (i & mask)];
            larger[2 * (i & largerMask) + 1] = ring[2 * (i & mask) + 1];
        }
        ring = larger;
        mask = largerMask;
    }

    /** Moves the tails; a maximum is looked for anew only when it leaves. */
    private void advance(long now) {
        boolean dayLost = false;
        for (; ring[2 * (dayTail & mask)] <= now - DAY; dayTail++) {
            long cents = ring[2 * (dayTail & mask) + 1];
            daySum -= cents;
            daySquares -= cents * cents;
            dayLost |= cents == dayGreatest;
        }
        boolean weekLost = false;
        for (; ring[2 * (weekTail & mask)] <= now - WEEK; weekTail++) {
            long cents = ring[2 * (weekTail & mask) + 1];
            weekSum -= cents;
            weekSquares -= cents * cents;
            weekLost |= cents == weekGreatest;
        }
        boolean monthLost = false;
        for (; ring[2 * (monthTail & mask)] <= now - MONTH; monthTail++) {
            long cents = ring[2 * (monthTail & mask) + 1];
            monthSum -= cents;
            monthSquares -= cents * cents;
            monthLost |= cents == monthGreatest;
        }
        if (ofCustomer) {
            dayGreatest = dayLost ? greatest(dayTail) : dayGreatest;
            weekGreatest = weekLost ? greatest(weekTail) : weekGreatest;
            monthGreatest = monthLost ? greatest(monthTail) : monthGreatest;
        }
    }

    private long greatest(int from) {
        long greatest = 0;
        for (int i = from; i < end; i++) {
            greatest = Math.max(greatest, ring[2 * (i & mask) + 1]);
        }
        return greatest;
    }

    private void write(double[] out, int at) {
        if (ofCustomer) {
            write(out, at, end - dayTail, daySum, daySquares, dayGreatest);
            write(out, at + 1, end - weekTail, weekSum, weekSquares, weekGreatest);
            write(out, at + 2, end - monthTail, monthSum, monthSquares, monthGreatest);
        } else {
            write(out, at, end - dayTail, daySum);
            write(out, at + 1, end - weekTail, weekSum);
            write(out, at + 2, end - monthTail, monthSum);
        }
    }

    private static void write(double[] out, int at, int count, long sum, long squares, long greatest) {
        double amount = sum / 100.0;
        out[at] = count;
        out[at + WINDOWS] = amount;
        out[at + 2 * WINDOWS] = amount / count;
        out[at + 3 * WINDOWS] = Math.sqrt(spread(count, sum, squares)) / (100.0 * count);
        out[at + 4 * WINDOWS] = greatest / 100.0;
    }

    /** The variance times the square of the count; exact unless the amounts are enormous. */
    private static double spread(long count, long sum, long squares) {
        boolean exact = Math.multiplyHigh(count, squares) == 0 && Math.multiplyHigh(sum, sum) == 0;
        return exact ? count * squares - sum * sum : Math.max(0, (double) count * squares - (double) sum * sum);
    }

    private static void write(double[] out, int at, int count, long sum) {
        out[at] = count;
        out[at + WINDOWS] = sum / 100.0 / count;
    }

    /** Puts a payment before those that are newer, and into the sums of the windows of the newest that hold it. */
    private void insert(long timeMillis, long cents) {
        if (end - oldest > mask) {
            grow();
        }
        int place = end++;
        for (; place > oldest && ring[2 * ((place - 1) & mask)] > timeMillis; place--) {
            ring[2 * (place & mask)] = ring[2 * ((place - 1) & mask)];
            ring[2 * (place & mask) + 1] = ring[2 * ((place - 1) & mask) + 1];
        }
        ring[2 * (place & mask)] = timeMillis;
        ring[2 * (place & mask) + 1] = cents;
        long square = cents * cents;
        if (timeMillis > newest - DAY) {
            daySum += cents;
            daySquares += square;
            dayGreatest = Math.max(dayGreatest, cents);
        } else {
            dayTail++;
        }
        if (timeMillis > newest - WEEK) {
            weekSum += cents;
            weekSquares += square;
            weekGreatest = Math.max(weekGreatest, cents);
        } else {
            weekTail++;
        }
        if (timeMillis > newest - MONTH) {
            monthSum += cents;
            monthSquares += square;
            monthGreatest = Math.max(monthGreatest, cents);
        } else {
            monthTail++;
        }
    }

    /** From the payment backwards, which is the last of those up to its time. */
    private void sumAnew(long now, double[] out, int at) {
        int i = end - 1;
        while (ring[2 * (i & mask)] > now) {
            i--;
        }
        int count = 0;
        long sum = 0;
        long squares = 0;
        long greatest = 0;
        for (int window = 0; window < WINDOWS; window++) {
            long after = now - (window == 0 ? DAY : window == 1 ? WEEK : MONTH);
            for (; i >= oldest && ring[2 * (i & mask)] > after; i--) {
                long cents = ring[2 * (i & mask) + 1];
                count++;
                sum += cents;
                squares += cents * cents;
                greatest = Math.max(greatest, cents);
            }
            if (ofCustomer) {
                write(out, at + window, count, sum, squares, greatest);
            } else {
                write(out, at + window, count, sum);
            }
        }
    }

    /** Writes what {@link #read} needs. */
    void write(DataOutput out) throws IOException {
        out.writeBoolean(ofCustomer);
        out.writeLong(newest);
        out.writeInt(dayTail - oldest);
        out.writeInt(weekTail - oldest);
        out.writeInt(monthTail - oldest);
        out.writeInt(end - oldest);
        for (int i = oldest; i < end; i++) {
            out.writeLong(ring[2 * (i & mask)]);
            out.writeLong(ring[2 * (i & mask) + 1]);
        }
    }

    static History read(DataInput in) throws IOException {
        History history = new History(in.readBoolean());
        history.newest = in.readLong();
        history.dayTail = in.readInt();
        history.weekTail = in.readInt();
        history.monthTail = in.readInt();
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            if (history.end > history.mask) {
                history.grow();
            }
            history.ring[2 * history.end] = in.readLong();
            history.ring[2 * history.end + 1] = in.readLong();
            history.end++;
        }
        history.sumAll();
        return history;
    }

    private void sumAll() {
        for (int i = monthTail; i < end; i++) {
            long cents = ring[2 * (i & mask) + 1];
            long square = cents * cents;
            monthSum += cents;
            monthSquares += square;
            weekSum += i >= weekTail ? cents : 0;
            weekSquares += i >= weekTail ? square : 0;
            daySum += i >= dayTail ? cents : 0;
            daySquares += i >= dayTail ? square : 0;
        }
        dayGreatest = greatest(dayTail);
        weekGreatest = greatest(weekTail);
        monthGreatest = greatest(monthTail);
    }

    /** One that shares nothing with this one. */
    History copy() {
        History copy = new History(ofCustomer);
        copy.ring = ring.clone();
        copy.mask = mask;
        copy.oldest = oldest;
        copy.end = end;
        copy.newest = newest;
        copy.dayTail = dayTail;
        copy.weekTail = weekTail;
        copy.monthTail = monthTail;
        copy.daySum = daySum;
        copy.weekSum = weekSum;
        copy.monthSum = monthSum;
        copy.daySquares = daySquares;
        copy.weekSquares = weekSquares;
        copy.monthSquares = monthSquares;
        copy.dayGreatest = dayGreatest;
        copy.weekGreatest = weekGreatest;
        copy.monthGreatest = monthGreatest;
        return copy;
    }
}
