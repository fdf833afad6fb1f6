package dev.forebay.runtime.snapshot;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot while it is made: what the stages knew after one batch, handed over piece by piece. Those who work on the state put pieces in,
 * one thread at a time a lane; one thread takes them out.
 */
public final class SnapshotCut {
    private static final Piece END = new Piece(-1, new byte[0]);
    private static final long LOOK_AGAIN_MILLIS = 10;

    private final boolean full;
    private final byte[] orderingState;
    private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
    private final AtomicLong waitingBytes = new AtomicLong();
    private int lanesLeft;
    private volatile boolean givenUp;

    /** Images of keys of one part of the windows. */
    static final class Piece {
        private final int part;
        private final byte[] images;

        Piece(int part, byte[] images) {
            this.part = part;
            this.images = images;
        }

        int part() {
            return part;
        }

        byte[] images() {
            return images;
        }
    }

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
        waitingBytes.addAndGet(images.length);
        pieces.add(new Piece(part, images));
    }

    /** How much was put in and not taken out. */
    public long waitingBytes() {
        return waitingBytes.get();
    }

    /** A lane has put its last piece in, or will put none in any more. */
    public synchronized void laneDone() {
        if (--lanesLeft == 0) {
            pieces.add(END);
        }
    }

    /** Whether all lanes have. */
    public synchronized boolean isDone() {
        return lanesLeft == 0;
    }

    /** Nobody wants it any more: no more pieces need to be put in. From any thread. */
    public void giveUp() {
        givenUp = true;
        pieces.clear();
        waitingBytes.set(0);
    }

    public boolean isGivenUp() {
        return givenUp;
    }

    /**
     * The next piece; null behind the last one.
     *
     * @param pump what brings pieces while there are none
     * @throws IOException where the cut was given up
     */
    @Nullable
    Piece next(Runnable pump) throws IOException, InterruptedException {
        while (!givenUp) {
            Piece piece = pieces.poll();
            if (piece == null) {
                pump.run();
                piece = pieces.poll(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
            }
            if (piece != null) {
                waitingBytes.addAndGet(-piece.images().length);
                return piece == END ? null : piece;
            }
        }
        throw new IOException("the state changes faster than the disk takes it");
    }
}
