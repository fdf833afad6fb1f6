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
 * <p>Safe to use from several threads.
 */
public final class FrameFlow {
    private static final long LOOK_AGAIN_MILLIS = 100;
    private static final long PARK_NANOS = 1_000_000;

    private final OutputRules rules;
    private final Ordering ordering;
    private final BlockingQueue<Frame> free;
    private final BlockingQueue<Frame> received;
    private final BlockingQueue<EncodedFrame> empty;
    private final OrderedQueue encoded;
    private final Turns turns = new Turns();
    private final WindowState windows;
    private final List<Turns> laneTurns;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final AtomicLong encodedBytes = new AtomicLong();
    private volatile boolean stopped;

    /**
     * A flow.
     *
     * @param frames those that are in use; all of them free
     * @param encodedFrames how many outcomes may wait for their commit
     */
    public FrameFlow(OutputRules rules, Ordering ordering, List<Frame> frames, int encodedFrames) {
        this.rules = rules;
        this.ordering = ordering;
        this.windows = ordering.windows();
        this.laneTurns = Stream.generate(Turns::new).limit(windows.lanes()).toList();
        this.free = new ArrayBlockingQueue<>(frames.size(), false, frames);
        this.received = new ArrayBlockingQueue<>(frames.size());
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
        free.add(frame);
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
