package dev.forebay.release.registry;

import dev.forebay.release.diagnostic.ReleaseRefusal;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Every run from its start to its end, two rows a run however long it is. Rows are added and never changed. <b>Threads</b>: one at a time; several
 * processes may have it open.
 */
public interface RunHistory {

    /** Records that a run begins, on the disk when it returns. @return its number */
    long begin(String pipeline, RunStart start, Actor by) throws ReleaseRefusal;

    /** Records how a run ended; one that has ended stays as it did. */
    void end(long number, RunEnd end) throws ReleaseRefusal;

    /**
     * Closes the runs without an end whose process is certainly gone.
     *
     * @param isGone whether the process of that mark is
     * @return the numbers of those that were closed
     */
    List<Long> closeCrashed(Predicate<String> isGone, Actor by) throws ReleaseRefusal;

    /** One run. */
    Optional<RecordedRun> run(long number) throws ReleaseRefusal;

    /**
     * The newest runs, newest first.
     *
     * @param pipeline of which; null for all
     */
    List<RecordedRun> runs(@Nullable String pipeline, int most) throws ReleaseRefusal;
}
