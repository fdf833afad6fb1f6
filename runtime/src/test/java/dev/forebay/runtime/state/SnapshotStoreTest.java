package dev.forebay.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotStoreTest {
    @TempDir
    Path directory;

    @Test
    void snapshots_saved_areReadBackNewestFirstAndTwoAreKept() throws IOException {
        SnapshotStore store = new SnapshotStore(directory.resolve("state/p"));
        for (int number = 8; number <= 11; number++) {
            store.save(new Snapshot(number, "digest-" + number, new byte[] {1, (byte) number}));
        }

        List<Snapshot> usable = store.usable();

        assertThat(usable).extracting(Snapshot::number).containsExactly(11L, 10L);
        assertThat(usable.get(0).totalDigest()).isEqualTo("digest-11");
        assertThat(usable.get(0).state()).containsExactly(1, 11);
    }

    @Test
    void snapshot_anyByteChangedOrCutOff_isLeftOut() throws IOException {
        SnapshotStore store = new SnapshotStore(directory);
        store.save(new Snapshot(1, "d", new byte[] {1, 2, 3}));
        store.save(new Snapshot(2, "d", new byte[] {4, 5, 6}));
        Path newest = file("2.snapshot");
        byte[] whole = Files.readAllBytes(newest);

        for (int at = 0; at < whole.length; at++) {
            byte[] changed = whole.clone();
            changed[at] ^= 0x10;
            Files.write(newest, changed);
            assertThat(store.usable())
                    .as("byte %d", at)
                    .extracting(Snapshot::number)
                    .containsExactly(1L);
            Files.write(newest, Arrays.copyOf(whole, at));
            assertThat(store.usable())
                    .as("cut at %d", at)
                    .extracting(Snapshot::number)
                    .containsExactly(1L);
        }
    }

    @Test
    void directory_missing_holdsNoSnapshots() throws IOException {
        assertThat(new SnapshotStore(directory.resolve("no")).usable()).isEmpty();
    }

    private Path file(String suffix) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(path -> path.toString().endsWith(suffix))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
