package dev.forebay.benchmarks.latency;

import dev.forebay.benchmarks.w2.ByHand;
import dev.forebay.benchmarks.w2.HandRows;
import dev.forebay.benchmarks.w2.VectorScaler;

/** By hand. */
final class HandWrittenEvent implements OneEvent {

    private final ByHand hand;
    private final HandRows rows = new HandRows(false);

    HandWrittenEvent(VectorScaler scaler) {
        hand = new ByHand(scaler);
    }

    @Override
    public String name() {
        return "hand-written";
    }

    @Override
    public int take(byte[] bytes, int from, int to) {
        if (!hand.compute(bytes, from, to)) {
            throw new IllegalArgumentException("rejected");
        }
        return rows.write(bytes, hand.idFrom(), hand.idTo(), hand.vector()).length;
    }
}
