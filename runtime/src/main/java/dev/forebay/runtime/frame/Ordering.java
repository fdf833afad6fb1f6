package dev.forebay.runtime.frame;

import dev.forebay.engine.window.WindowState;
import dev.forebay.runtime.journal.Decision;
import dev.forebay.types.batch.EventBatch;
import java.util.List;
import java.util.Map;

/** What sees batches in processing order: the stage that fixes it, and the lanes of the windows. */
public interface Ordering {

    /**
     * Orders a checked batch, after the decisions that came with it, and notes in {@code outcome} what it found and, where one is due, that a snapshot is cut behind it. Called in the
     * order of the batches, one at a time, by whatever thread has the turn.
     */
    void order(EventBatch batch, List<Decision> decisions, EncodedFrame outcome);

    /** Whether events are held and then ordered by their times: {@link #hold}, {@link #release}, {@link #orderReleased} in place of {@link #order}. */
    boolean ordersByTime();

    /**
     * Takes the events of a checked frame to hold, after the decisions that came with it, and notes in {@code outcome} what it found. In the
     * order of the frames; at the same time as nothing of {@link #hold}, {@link #isReleasable} and {@link #release}.
     */
    void hold(Frame frame, EncodedFrame outcome);

    /** Whether there are events whose turn has come. */
    boolean isReleasable();

    /** Moves events whose turn has come into an empty frame. */
    void release(Frame frame, EncodedFrame outcome);

    /** As {@link #order}, for a released batch, in the order of {@link #release}. */
    void orderReleased(EventBatch batch, EncodedFrame outcome);

    /**
     * Orders each row of a checked batch as if it came next, and changes nothing. In the turn of {@link #order}, or of {@link #orderReleased} while
     * nothing is held or released.
     */
    void preview(EventBatch batch);

    /** For each partition the offset behind the last event that was ordered or held. In the turn of {@link #preview}. */
    Map<Integer, Long> positions();

    /** What the plan's windows know; a lane is worked on by whatever thread has its turn. */
    WindowState windows();

    /** A batch has passed a lane of the windows. In the lane's turn. */
    void passed(int lane, EncodedFrame outcome);
}
