package dev.forebay.runtime;

import dev.forebay.runtime.failure.RunFailure;
import dev.forebay.runtime.load.LoadedPipeline;
import dev.forebay.runtime.load.PipelineLoader;
import java.nio.file.Path;
import java.time.Duration;

/** A process that runs a pipeline until it is killed, or to the end of its source. Arguments: definition, state directory, untilEnd, workers. */
public final class PipelineProcessMain {
    private PipelineProcessMain() {}

    public static void main(String[] arguments) {
        LoadedPipeline pipeline = PipelineLoader.load(Path.of(arguments[0])).pipeline();
        if (pipeline == null) {
            throw new IllegalArgumentException("the definition has errors");
        }
        EmbeddedRun run = new EmbeddedRun(RunOptions.of(pipeline)
                .withStateDirectory(Path.of(arguments[1]))
                .withUntilEnd(Boolean.parseBoolean(arguments[2]))
                .withWorkers(Integer.parseInt(arguments[3]))
                .withCommitInterval(Duration.ofMillis(30))
                .withSnapshotInterval(Duration.ofMillis(200)));
        Thread teller = new Thread(() -> tellWhenRunning(run), "teller");
        teller.setDaemon(true);
        teller.start();
        try {
            System.out.println("DONE " + run.run());
        } catch (RunFailure failure) {
            System.out.println("FAILED " + failure.diagnostic());
            System.exit(1);
        }
    }

    private static void tellWhenRunning(EmbeddedRun run) {
        while (run.status().phase() != RunStatus.Phase.RUNNING) {
            Thread.onSpinWait();
        }
        System.out.println("RUNNING");
    }
}
