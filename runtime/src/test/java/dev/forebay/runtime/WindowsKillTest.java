package dev.forebay.runtime;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} at random moments of a pipeline with windows: their state is lost with the process, and no answer changes. */
class WindowsKillTest {
    private static final int EVENTS_A_ROUND = 400;

    @TempDir
    Path directory;

    @Test
    void run_killedSomeTimes_writesWhatAnUndisturbedRunWrites() throws Exception {
        rounds().killAndCompare(6, 20261124);
    }

    @Test
    @Tag("stress")
    void run_killedTwoHundredTimes_writesWhatAnUndisturbedRunWrites() throws Exception {
        rounds().killAndCompare(200, 20261125);
    }

    private KillRounds rounds() {
        return new KillRounds(
                directory,
                WindowedPipeline.DEFINITION,
                1,
                (sent, random) -> WindowedPipeline.records(KillRounds.NAME, sent, sent + EVENTS_A_ROUND, 1),
                List.of("malformed", "check"));
    }
}
