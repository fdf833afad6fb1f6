package dev.forebay.runtime.frame;

import dev.forebay.engine.window.WindowState;
import dev.forebay.runtime.memory.MemoryBudget;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The way of the frames through a run, and all that bounds it: as many frames and encoded frames as there are can be in flight, and
 * who finds none waits. That is the back-pressure.
 *
 * <pre>
 *   source ─▶ received ─▶ workers ─▶ encoded, in order ─▶ committer
 *     ▲                      │  ▲                            │
 *     └── free frames ───────┘  └──── free encoded frames ───┘
 * </pre>
 *
 * <p>Where events are ordered by time, what is received goes through the {@link HoldingGate}, and its outcome has only what is rejected at
 * once. What comes out of the gate fills other frames, and those are processed. Before it passes the gate a worker has all that it needs
 * to finish: so each outcome that has a place is put there, whatever the others wait for.
 *
 * <p>Safe to use from several threads.
 */
public final class FrameFlow {
    private static final long LOOK_AGAIN_MILLIS = 100;
    private static final long LOOK_FOR_RELEASABLE_MILLIS = 5;
    private static final long PARK_NANOS = 1_000_000;

    private final OutputRules rules;
    private final Ordering ordering;
    private final BlockingQueue<Frame> free;
    private final BlockingQueue<Frame> received;
    private final BlockingQueue<EncodedFrame> empty;
    private final BlockingQueue<Frame> ordered;
    private final OrderedQueue encoded;
    private final HoldingGate gate;
    private final Turns turns = new Turns();
    private final Turns releaseTurns = new Turns();
    private final WindowState windows;
    private final List<Turns> laneTurns;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final AtomicLong encodedBytes = new AtomicLong();
    private volatile boolean stopped;

    /**
     * A flow.
     *
     * @param frames those that are in use; all of them free
     * @param ordered those for events that have been held; none where events are processed as they are read
     * @param encodedFrames how many outcomes may wait for their commit
     */
    public FrameFlow(OutputRules rules, Ordering ordering, List<Frame> frames, List<Frame> ordered, int encodedFrames) {
        if (ordering.ordersByTime() == ordered.isEmpty()) {
            throw new IllegalArgumentException(ordered.size() + " frames for events that have been held");
        }
        this.rules = rules;
        this.ordering = ordering;
        this.windows = ordering.windows();
        this.laneTurns = Stream.generate(Turns::new).limit(windows.lanes()).toList();
        this.free = new ArrayBlockingQueue<>(frames.size(), false, frames);
        this.received = new ArrayBlockingQueue<>(frames.size());
        this.ordered = new ArrayBlockingQueue<>(Math.max(1, ordered.size()), false, ordered);
        this.gate = new HoldingGate(ordering);
        if (ordering.ordersByTime()) {
            frames.forEach(frame -> frame.role = Frame.Role.READ);
            ordered.forEach(frame -> frame.role = Frame.Role.RELEASED);
        }
        this.empty = new ArrayBlockingQueue<>(encodedFrames);
        for (int i = 0; i < encodedFrames; i++) {
            empty.add(new EncodedFrame());
        }
        this.encoded = new OrderedQueue(encodedFrames);
    }

    /** An empty frame to receive into; null once stopped. */
    public @Nullable Frame takeFree() throws InterruptedException {
        return take(free);
    }

    /** Gives a received frame to the workers. */
    public void receive(Frame frame) {
        received.add(frame);
    }

    /** Gives back a frame that nothing needs any more. */
    public void recycle(Frame frame) {
        (frame.role == Frame.Role.RELEASED ? ordered : free).add(frame);
    }

    /** Gives back an outcome whose commit is confirmed. */
    public void recycle(EncodedFrame frame) {
        encodedBytes.addAndGet(-frame.countedBytes);
        frame.clear();
        empty.add(frame);
    }

    /** The outcomes in processing order. */
    public OrderedQueue encoded() {
        return encoded;
    }

    /** Whether all outcomes were taken, where {@code frames} were received and no more will be. */
    public boolean isDrained(long frames) {
        return ordering.ordersByTime() ? gate.isDrained(frames, encoded.taken()) : encoded.taken() == frames;
    }

    /** How many frames are on their way. */
    public int inFlight() {
        return received.size();
    }

    /** What made a stage fail; null while nothing did. */
    public @Nullable Throwable failure() {
        return failure.get();
    }

    /** Stops everything because of a failure; the first one counts. */
    public void fail(Throwable thrown) {
        failure.compareAndSet(null, thrown);
        stop();
    }

    /** Stops everything where it stands. */
    public void stop() {
        stopped = true;
        turns.stop();
        releaseTurns.stop();
        laneTurns.forEach(Turns::stop);
        encoded.close();
    }

    public boolean isStopped() {
        return stopped;
    }

    @Nullable
    Frame takeReceived() throws InterruptedException {
        return take(received);
    }

    /** A received frame; null where none comes soon. */
    @Nullable
    Frame pollReceived() throws InterruptedException {
        return received.poll(LOOK_FOR_RELEASABLE_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** An empty frame for events whose turn has come; null where there are none, or others are at work on them in all such frames. */
    @Nullable
    Frame pollOrdered() {
        return gate.isReleasable() ? ordered.poll() : null;
    }

    HoldingGate gate() {
        return gate;
    }

    /**
     * An empty outcome for a frame that has no place yet; waits while those that wait for their commit hold too much. They do not wait for this
     * one.
     */
    @Nullable
    EncodedFrame takeEmpty() throws InterruptedException {
        while (encodedBytes.get() > MemoryBudget.HERE.encoded() && !stopped) {
            LockSupport.parkNanos(PARK_NANOS);
        }
        return take(empty);
    }

    /** Gives back an outcome that was not used. */
    void recycleUnused(EncodedFrame frame) {
        empty.add(frame);
    }

    /** An empty outcome for a frame; waits while those that wait for their commit hold too much, unless all of them wait for this one. */
    @Nullable
    EncodedFrame takeEmpty(long ticket) throws InterruptedException {
        while (encodedBytes.get() > MemoryBudget.HERE.encoded() && ticket != encoded.taken() && !stopped) {
            LockSupport.parkNanos(PARK_NANOS);
        }
        return take(empty);
    }

    /** Puts an outcome in its place in the processing order. */
    void put(EncodedFrame frame) throws InterruptedException {
        frame.countedBytes = frame.size();
        encodedBytes.addAndGet(frame.countedBytes);
        encoded.put(frame);
    }

    OutputRules rules() {
        return rules;
    }

    Ordering ordering() {
        return ordering;
    }

    Turns turns() {
        return turns;
    }

    /** Who may order events that have been released. */
    Turns releaseTurns() {
        return releaseTurns;
    }

    WindowState windows() {
        return windows;
    }

    /** Works on every lane of the windows, one after the other, each between two batches. */
    public void betweenBatches(IntConsumer work) throws InterruptedException {
        for (int lane = 0; lane < laneTurns.size(); lane++) {
            int turn = lane;
            laneTurns.get(lane).between(() -> work.accept(turn));
        }
    }

    /**
     * Looks at the state as it stands behind one batch, without changing it and without holding up the run for longer than it takes to look.
     *
     * @param deadlineNanos as {@link System#nanoTime}
     * @return false where the run stopped, or it did not come to that in time, or the look failed; however this ends, the viewer is then called no
     *     more
     */
    boolean look(Look look, long deadlineNanos) throws InterruptedException {
        try {
            return lookAndWait(look, deadlineNanos);
        } finally {
            look.end();
        }
    }

    private boolean lookAndWait(Look look, long deadlineNanos) throws InterruptedException {
        Turns stage = ordering.ordersByTime() ? releaseTurns : turns;
        stage.look(
                Long.MIN_VALUE,
                () -> gate.undisturbed(() -> look.ordering(ordering, () -> {
                    long position = stage.next();
                    for (int lane = 0; lane < laneTurns.size(); lane++) {
                        int turn = lane;
                        if (look.wants(lane)) {
                            laneTurns.get(lane).look(position, () -> look.lane(turn, windows));
                        }
                    }
                })));
        stage.attend();
        if (!look.awaitOrdering(this, deadlineNanos)) {
            return false;
        }
        for (int lane = 0; lane < laneTurns.size(); lane++) {
            if (look.wants(lane)) {
                laneTurns.get(lane).attend();
            }
        }
        return look.awaitLanes(this, deadlineNanos);
    }

    /** Who may work on a lane of the windows. */
    Turns laneTurns(int lane) {
        return laneTurns.get(lane);
    }

    private <T> @Nullable T take(BlockingQueue<T> queue) throws InterruptedException {
        while (!stopped) {
            T taken = queue.poll(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
            if (taken != null) {
                return taken;
            }
        }
        return null;
    }
}
