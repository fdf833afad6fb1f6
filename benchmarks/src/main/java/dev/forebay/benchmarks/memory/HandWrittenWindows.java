package dev.forebay.benchmarks.memory;

import dev.forebay.benchmarks.w2.ByHand;
import dev.forebay.benchmarks.w2.VectorScaler;

/** W2 by hand: scan an event, compute it, go to the next. */
final class HandWrittenWindows implements Transformation {

    private final VectorScaler scaler;

    HandWrittenWindows(VectorScaler scaler) {
        this.scaler = scaler;
    }

    @Override
    public String name() {
        return InMemoryRace.HAND_WRITTEN;
    }

    @Override
    public double run(EventBytes events) {
        ByHand hand = new ByHand(scaler);
        double sum = 0;
        for (int i = 0; i < events.count(); i++) {
            sum += hand.compute(events.bytes(), events.from(i), events.to(i)) ? sum(hand.vector()) : Double.NaN;
        }
        return sum;
    }

    private static double sum(double[] vector) {
        double sum = 0;
        for (double number : vector) {
            sum += number;
        }
        return sum;
    }
}
