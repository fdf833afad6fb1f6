package dev.forebay.runtime;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A pipeline in a process of its own, which can be killed. */
final class ChildPipeline implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;
    private final List<String> lines = new ArrayList<>();

    private ChildPipeline(Process process) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    static ChildPipeline start(Path definition, Path state, boolean untilEnd) throws IOException {
        return start(List.of(), "256m", 1, definition, state, untilEnd);
    }

    /** A pipeline that computes on so many threads, until it is killed. */
    static ChildPipeline startWithWorkers(int workers, Path definition, Path state) throws IOException {
        return start(List.of(), "256m", workers, definition, state, false);
    }

    /** A pipeline with so much heap at most. */
    static ChildPipeline startWithHeap(String heap, Path definition, Path state) throws IOException {
        return start(List.of(), heap, 1, definition, state, true);
    }

    /** A pipeline whose files cannot grow beyond so many KiB, as on a disk that is full then. */
    static ChildPipeline startWithFullDisk(int kibibytes, Path definition, Path state) throws IOException {
        List<String> limited = List.of("bash", "-c", "ulimit -f " + kibibytes + "; exec \"$@\"", "bash");
        return start(limited, "256m", 1, definition, state, true);
    }

    private static ChildPipeline start(
            List<String> before, String heap, int workers, Path definition, Path state, boolean untilEnd)
            throws IOException {
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                PipelineProcessMain.class.getName(),
                definition.toString(),
                state.toString(),
                Boolean.toString(untilEnd),
                Integer.toString(workers)));
        return new ChildPipeline(
                new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    /** Reads the output until a line begins with one of the words; the line, or null where the process ended first. */
    String awaitLine(String... words) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            lines.add(line);
            for (String word : words) {
                if (line.startsWith(word)) {
                    return line;
                }
            }
        }
        throw new IOException("the process ended: " + lines);
    }

    /** What it has printed so far, as far as it was waited for. */
    List<String> lines() {
        return List.copyOf(lines);
    }

    /** {@code kill -9}. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    long pid() {
        return process.pid();
    }

    int awaitExit() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("still running: " + lines);
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
