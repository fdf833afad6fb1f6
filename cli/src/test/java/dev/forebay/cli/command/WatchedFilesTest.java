package dev.forebay.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class WatchedFilesTest {
    private static final String DEFINITION = """
            forebay: 1
            pipeline: fraud
            schema: {amount: double}
            transforms: {scaled: {columns: [amount], steps: [StandardScaler], fitted: scaler.json}}
            output: {vector: [scaled]}
            """;

    @TempDir
    Path directory;

    @Test
    void file_thatChangesOrIsReplacedOrNamedByTheDefinition_isSeenAndTheLastCodeRemains()
            throws IOException, InterruptedException, ExecutionException {
        Path definition = Files.writeString(directory.resolve("fraud.yaml"), DEFINITION);
        Files.writeString(directory.resolve("other.txt"), "not named");
        WatchedFiles files = new WatchedFiles(definition, null);
        BlockingQueue<Integer> runs = new LinkedBlockingQueue<>();
        AtomicInteger count = new AtomicInteger();
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<Integer> code = thread.submit(() -> files.whenChanged(() -> {
                runs.add(count.incrementAndGet());
                return count.get();
            }));
            assertThat(runs.poll(20, TimeUnit.SECONDS)).isEqualTo(1);

            Files.writeString(directory.resolve("other.txt"), "changed");
            assertThat(runs.poll(700, TimeUnit.MILLISECONDS)).isNull();

            Files.writeString(directory.resolve("scaler.json"), "{}");
            assertThat(runs.poll(20, TimeUnit.SECONDS)).isEqualTo(2);

            Path other = Files.writeString(directory.resolve("new.yaml"), DEFINITION + "# saved by an editor\n");
            Files.move(other, definition, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            assertThat(runs.poll(20, TimeUnit.SECONDS)).isEqualTo(3);

            Files.writeString(definition, "no definition any more");
            assertThat(runs.poll(20, TimeUnit.SECONDS)).isEqualTo(4);

            files.stop();
            assertThat(code.get()).isEqualTo(4);
        } finally {
            files.stop();
            thread.shutdown();
        }
    }
}
