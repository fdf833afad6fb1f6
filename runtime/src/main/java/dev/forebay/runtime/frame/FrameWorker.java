package dev.forebay.runtime.frame;

/**
 * Takes frames from received to encoded: decode, check, order, compute, encode.
 *
 * <p>Any number of workers may share a {@link FrameFlow}. All steps but ordering depend on the frame alone; ordering is done in the order
 * of the tickets, one frame at a time. So the result is the same for any number of workers.
 *
 * <p>Where events are ordered by time, a frame is decoded, checked and held; events whose turn has come are decoded again from the bytes that
 * were held, in frames of their own, and processed.
 */
public final class FrameWorker implements Runnable {
    private final FrameFlow flow;
    private final FrameEncoder encoder;

    public FrameWorker(FrameFlow flow) {
        this.flow = flow;
        this.encoder = new FrameEncoder(flow.rules());
    }

    /** Works until the flow is stopped; a failure stops the flow. */
    @Override
    public void run() {
        try {
            boolean goesOn = true;
            while (goesOn && !flow.isStopped()) {
                goesOn = flow.ordering().ordersByTime() ? workByTime() : workAsRead();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable e) {
            flow.fail(e);
        }
    }

    private boolean workAsRead() throws InterruptedException {
        Frame frame = flow.takeReceived();
        EncodedFrame encoded = frame == null ? null : flow.takeEmpty(frame.ticket);
        if (frame == null || encoded == null) {
            return false;
        }
        encoded.ticket = frame.ticket;
        decode(frame, encoded);
        long decoded = System.nanoTime();
        if (!flow.turns().await(frame.ticket)) {
            return false;
        }
        long waited = System.nanoTime() - decoded;
        inTurn(flow.turns(), () -> flow.ordering().order(frame.batch, frame.decisions, encoded));
        return process(frame, encoded, waited);
    }

    /** Events whose turn has come go before those that are yet to be held: the fewer wait, the better. */
    private boolean workByTime() throws InterruptedException {
        Frame released = flow.pollOrdered();
        if (released != null) {
            EncodedFrame encoded = flow.takeEmpty();
            if (encoded == null) {
                return false;
            }
            if (flow.gate().release(released, encoded)) {
                return workOnReleased(released, encoded);
            }
            flow.recycleUnused(encoded);
            flow.recycle(released);
        }
        Frame frame = flow.pollReceived();
        return frame == null || hold(frame);
    }

    private boolean hold(Frame frame) throws InterruptedException {
        EncodedFrame encoded = flow.takeEmpty();
        if (encoded == null) {
            return false;
        }
        decode(frame, encoded);
        frame.decoder.keepEvents(frame.batch);
        long decoded = System.nanoTime();
        if (!flow.turns().await(frame.ticket)) {
            return false;
        }
        long waited = System.nanoTime() - decoded;
        inTurn(flow.turns(), () -> flow.gate().hold(frame, encoded));
        finish(frame, encoded, waited);
        return true;
    }

    private boolean workOnReleased(Frame frame, EncodedFrame encoded) throws InterruptedException {
        decode(frame, encoded);
        long decoded = System.nanoTime();
        if (!flow.releaseTurns().await(frame.ticket)) {
            return false;
        }
        long waited = System.nanoTime() - decoded;
        inTurn(flow.releaseTurns(), () -> flow.ordering().orderReleased(frame.batch, encoded));
        return process(frame, encoded, waited);
    }

    /** Works in a turn that has come. Where that fails the state may be half changed: nobody enters the stage, or looks at it, any more. */
    private void inTurn(Turns turns, Runnable work) {
        try {
            work.run();
        } catch (Throwable e) {
            flow.fail(e);
            throw e;
        } finally {
            turns.done();
        }
    }

    private static void decode(Frame frame, EncodedFrame encoded) {
        encoded.beganNanos = System.nanoTime();
        frame.decoder.decode(frame.batch);
        frame.pipeline.check();
    }

    private boolean process(Frame frame, EncodedFrame encoded, long waitedNanos) throws InterruptedException {
        frame.pipeline.prepare(flow.windows());
        for (int lane = 0; lane < flow.windows().lanes(); lane++) {
            if (!flow.laneTurns(lane).await(frame.ticket)) {
                return false;
            }
            int turn = lane;
            inTurn(flow.laneTurns(lane), () -> {
                flow.windows().run(turn, frame.pipeline.windows());
                flow.ordering().passed(turn, encoded);
            });
        }
        frame.pipeline.compute();
        finish(frame, encoded, waitedNanos);
        return true;
    }

    private void finish(Frame frame, EncodedFrame encoded, long waitedNanos) throws InterruptedException {
        encoder.encode(frame, encoded);
        encoded.workNanos = System.nanoTime() - encoded.beganNanos - waitedNanos;
        frame.clear();
        flow.recycle(frame);
        flow.put(encoded);
    }
}
