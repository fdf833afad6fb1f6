package dev.forebay.runtime.snapshot;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot while it is made: what the stages knew after one batch, handed over piece by piece. Those who work on the state put pieces in,
 * one thread at a time a lane; one thread takes them out.
 */
public final class SnapshotCut {
    private static final Piece END = new Piece(-1, new byte[0]);

    private final boolean full;
    private final byte[] orderingState;
    private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
    private int lanesLeft;

    /** Images of keys of one part of the windows. */
    record Piece(int part, byte[] images) {}

    /**
     * A cut that has begun.
     *
     * @param full whether it holds all keys; otherwise those that changed since the one before
     * @param lanes how many lanes have a piece to put in
     */
    public SnapshotCut(boolean full, byte[] orderingState, int lanes) {
        this.full = full;
        this.orderingState = orderingState;
        this.lanesLeft = lanes;
        if (lanes == 0) {
            pieces.add(END);
        }
    }

    public boolean isFull() {
        return full;
    }

    byte[] orderingState() {
        return orderingState;
    }

    /** Puts a piece in. */
    public void add(int part, byte[] images) {
        pieces.add(new Piece(part, images));
    }

    /** A lane has put its last piece in. */
    public synchronized void laneDone() {
        if (--lanesLeft == 0) {
            pieces.add(END);
        }
    }

    /** Whether all lanes have. */
    public synchronized boolean isDone() {
        return lanesLeft == 0;
    }

    /** Takes a piece that nobody wants, and whether there was one. Waits for it. */
    public boolean takesMore() throws InterruptedException {
        return next() != null;
    }

    /** The next piece; null behind the last one. Waits for it. */
    @Nullable
    Piece next() throws InterruptedException {
        while (true) {
            Piece piece = pieces.poll(1, TimeUnit.SECONDS);
            if (piece != null) {
                return piece == END ? null : piece;
            }
        }
    }
}
