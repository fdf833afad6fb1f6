package dev.forebay.runtime;

import dev.forebay.runtime.bootstrap.HistorySource;
import dev.forebay.runtime.failure.RunFailure;
import dev.forebay.runtime.load.LoadedPipeline;
import dev.forebay.runtime.load.PipelineLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * A process that runs a pipeline which begins with a history, until it is killed or to the end of its source. Arguments: definition, state
 * directory, history, its end or nothing.
 */
public final class WarmProcessMain {
    private WarmProcessMain() {}

    public static void main(String[] arguments) {
        LoadedPipeline pipeline = PipelineLoader.load(Path.of(arguments[0])).pipeline();
        if (pipeline == null) {
            throw new IllegalArgumentException("the definition has errors");
        }
        Instant until = arguments[3].isEmpty() ? null : Instant.parse(arguments[3]);
        EmbeddedRun run = new EmbeddedRun(RunOptions.of(pipeline)
                .withStateDirectory(Path.of(arguments[1]))
                .withUntilEnd(true)
                .withCommitInterval(Duration.ofMillis(5))
                .withSnapshotInterval(Duration.ofMillis(50))
                .withBootstrap(HistorySource.parse(arguments[2], until)));
        Thread teller = new Thread(() -> tell(run), "teller");
        teller.setDaemon(true);
        teller.start();
        try {
            System.out.println("DONE " + run.run());
        } catch (RunFailure failure) {
            System.out.println("FAILED " + failure.diagnostic());
            System.exit(1);
        }
    }

    private static void tell(EmbeddedRun run) {
        RunStatus.Phase told = RunStatus.Phase.STARTING;
        while (told != RunStatus.Phase.RUNNING) {
            RunStatus.Phase now = run.status().phase();
            if (now != told) {
                System.out.println(now);
                told = now;
            }
            Thread.onSpinWait();
        }
    }
}
