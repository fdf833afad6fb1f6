package dev.forebay.runtime.frame;

/**
 * Takes frames from received to encoded: decode, check, order, compute, encode.
 *
 * <p>Any number of workers may share a {@link FrameFlow}. All steps but ordering depend on the frame alone; ordering is done in the order
 * of the tickets, one frame at a time. So the result is the same for any number of workers.
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
            while (true) {
                Frame frame = flow.takeReceived();
                if (frame == null) {
                    return;
                }
                EncodedFrame encoded = flow.takeEmpty(frame.ticket);
                if (encoded == null || !work(frame, encoded)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable e) {
            flow.fail(e);
        }
    }

    private boolean work(Frame frame, EncodedFrame encoded) throws InterruptedException {
        encoded.ticket = frame.ticket;
        encoded.beganNanos = System.nanoTime();
        frame.decoder.decode(frame.batch);
        frame.pipeline.check();
        long decoded = System.nanoTime();
        if (!flow.turns().await(frame.ticket)) {
            return false;
        }
        long waited = System.nanoTime() - decoded;
        try {
            flow.ordering().order(frame.batch, encoded);
        } finally {
            flow.turns().done();
        }
        frame.pipeline.prepare(flow.windows());
        for (int lane = 0; lane < flow.windows().lanes(); lane++) {
            if (!flow.laneTurns(lane).await(frame.ticket)) {
                return false;
            }
            try {
                flow.windows().run(lane, frame.pipeline.windows());
                flow.ordering().passed(lane, encoded);
            } finally {
                flow.laneTurns(lane).done();
            }
        }
        frame.pipeline.compute();
        encoder.encode(frame, encoded);
        encoded.workNanos = System.nanoTime() - encoded.beganNanos - waited;
        frame.clear();
        flow.recycle(frame);
        flow.put(encoded);
        return true;
    }
}
