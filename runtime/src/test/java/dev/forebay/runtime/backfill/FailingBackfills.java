package dev.forebay.runtime.backfill;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.forebay.runtime.failure.RunFailure;
import dev.forebay.runtime.frame.EncodedFrame;
import dev.forebay.runtime.load.LoadedPipeline;
import java.nio.file.Path;

/** Backfills that end with a failure. */
public final class FailingBackfills {
    private FailingBackfills() {}

    /** What a run with these files says. */
    public static RunFailure of(LoadedPipeline pipeline, Path from, Path to) {
        return catchThrowableOfType(RunFailure.class, () -> new Backfill(BackfillOptions.of(pipeline, from, to)).run());
    }

    /** What a run says that was told to stop before it began. */
    public static RunFailure stopped(LoadedPipeline pipeline, Path from, Path to) {
        Backfill backfill = new Backfill(BackfillOptions.of(pipeline, from, to));
        backfill.stop();
        return catchThrowableOfType(RunFailure.class, backfill::run);
    }

    /** What is said of a frame that lost an event. */
    public static RunFailure unaccounted() {
        EncodedFrame frame = new EncodedFrame();
        frame.read = 3;
        frame.emitted = 2;
        return catchThrowableOfType(RunFailure.class, () -> new BackfillCounts().add(frame));
    }
}
