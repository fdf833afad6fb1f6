package dev.forebay.benchmarks.offline;

import dev.forebay.benchmarks.harness.ChildProcess;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Programs that compute the same features from the same file, one after the other, round by round. The time of each is that
 * of its process, from its start to its end. Every output is compared with that of the first program of the list.
 */
public final class OfflineRace {

    /**
     * One run.
     *
     * @param seconds from the start of the process to its end
     * @param cpuSeconds CPU time of the process, as last seen before its end
     * @param peakBytes the most memory it held resident; 0 when unknown
     * @param problem why the run does not count, or an empty text
     */
    public record Run(String name, int round, double seconds, double cpuSeconds, long peakBytes, String problem) {}

    private static final long SAMPLE_MILLIS = 20;

    private final Path input;
    private final Path directory;
    private final List<String> comparison;
    private final PrintStream progress;

    /**
     * @param directory for outputs and logs; empty
     * @param comparison a command that gets two files behind it, and fails when they do not hold the same
     */
    public OfflineRace(Path input, Path directory, List<String> comparison, PrintStream progress) {
        this.input = input;
        this.directory = directory;
        this.comparison = List.copyOf(comparison);
        this.progress = progress;
    }

    public List<Run> run(List<FileJob> jobs, int rounds) {
        List<Run> runs = new ArrayList<>();
        List<FileJob> order = new ArrayList<>(jobs);
        for (int round = 1; round <= rounds; round++) {
            for (FileJob job : order) {
                Run run = run(job, round);
                runs.add(run);
                progress.printf(
                        "  round %d  %-10s %.2f s, %.2f s CPU %s%n",
                        round, job.name(), run.seconds(), run.cpuSeconds(), run.problem());
            }
            if (round == 1) {
                compare(jobs, runs);
            }
            Collections.rotate(order, -1);
        }
        return runs;
    }

    private Path output(FileJob job) {
        return directory.resolve(job.name() + ".parquet");
    }

    private Run run(FileJob job, int round) {
        Path log = directory.resolve("%s-%d.log".formatted(job.name(), round));
        Path output = output(job);
        output.toFile().delete();
        long start = System.nanoTime();
        double cpu = 0;
        long peak = 0;
        try (ChildProcess process = ChildProcess.start(job.command().apply(input, output), job.environment(), log)) {
            while (process.alive()) {
                cpu = Math.max(cpu, process.cpuMillis() / 1000.0);
                peak = Math.max(peak, process.peakBytes());
                TimeUnit.MILLISECONDS.sleep(SAMPLE_MILLIS);
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            String problem = process.exitCode() == 0 && output.toFile().isFile() ? "" : process.lastLines(10);
            return new Run(job.name(), round, seconds, cpu, peak, problem);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Puts a run whose output is not that of the first job down as failed. */
    private void compare(List<FileJob> jobs, List<Run> runs) {
        for (FileJob job : jobs.subList(1, jobs.size())) {
            List<String> command = new ArrayList<>(comparison);
            command.add(output(jobs.get(0)).toString());
            command.add(output(job).toString());
            Path log = directory.resolve(job.name() + "-compare.log");
            try (ChildProcess process = ChildProcess.start(command, Map.of(), log)) {
                while (process.alive()) {
                    TimeUnit.MILLISECONDS.sleep(SAMPLE_MILLIS);
                }
                String said = process.lastLines(1);
                progress.printf("  %s and %s: %s%n", jobs.get(0).name(), job.name(), said);
                if (process.exitCode() != 0) {
                    runs.replaceAll(run -> run.name().equals(job.name()) ? failed(run, said) : run);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
    }

    private static Run failed(Run run, String problem) {
        return new Run(run.name(), run.round(), run.seconds(), run.cpuSeconds(), run.peakBytes(), problem);
    }
}
