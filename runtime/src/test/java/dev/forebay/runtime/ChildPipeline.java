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
        return new ChildPipeline(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PipelineProcessMain.class.getName(),
                        definition.toString(),
                        state.toString(),
                        Boolean.toString(untilEnd))
                .redirectErrorStream(true)
                .start());
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
