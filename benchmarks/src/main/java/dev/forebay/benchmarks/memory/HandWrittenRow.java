package dev.forebay.benchmarks.memory;

import dev.forebay.benchmarks.w1.EventScanner;
import dev.forebay.benchmarks.w1.Scaler;

/** W1 by hand: scan a batch of events into columns, then compute the columns. */
final class HandWrittenRow implements Transformation {

    private static final int BATCH = 1024;

    private final Scaler scaler;
    private final EventScanner event = new EventScanner();
    private final double[] amounts = new double[BATCH];
    private final int[] hours = new int[BATCH];
    private final double[] scaledAmounts = new double[BATCH];
    private final double[] scaledLogs = new double[BATCH];
    private final double[] scaledHours = new double[BATCH];

    HandWrittenRow(Scaler scaler) {
        this.scaler = scaler;
    }

    @Override
    public String name() {
        return InMemoryRace.HAND_WRITTEN;
    }

    @Override
    public double run(EventBytes events) {
        double sum = 0;
        for (int from = 0; from < events.count(); from += BATCH) {
            sum += batch(events, from, Math.min(BATCH, events.count() - from));
        }
        return sum;
    }

    private double batch(EventBytes events, int from, int count) {
        for (int i = 0; i < count; i++) {
            event.scan(events.bytes(), events.from(from + i), events.to(from + i));
            amounts[i] = event.amount;
            hours[i] = event.hour;
        }
        for (int i = 0; i < count; i++) {
            scaledAmounts[i] = scaler.amount(amounts[i]);
            scaledLogs[i] = scaler.log(amounts[i]);
            scaledHours[i] = scaler.hour(hours[i]);
        }
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += scaledAmounts[i] + scaledLogs[i] + scaledHours[i];
        }
        return sum;
    }
}
