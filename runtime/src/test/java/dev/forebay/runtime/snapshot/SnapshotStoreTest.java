package dev.forebay.runtime.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotStoreTest {
    @TempDir
    Path directory;

    /** Its pieces are all there. */
    private static void noPump() {}

    private static SnapshotCut cut(boolean full, byte[] ordering, byte[]... images) {
        SnapshotCut cut = new SnapshotCut(full, ordering, 1);
        for (byte[] piece : images) {
            cut.add(0, piece);
        }
        cut.laneDone();
        return cut;
    }

    private static List<List<Byte>> imagesOf(Snapshot snapshot) throws IOException {
        List<List<Byte>> images = new ArrayList<>();
        SnapshotFile.read(snapshot.file(), new SnapshotFile.Content() {
            @Override
            public void ordering(byte[] state) {
                images.add(boxed(state));
            }

            @Override
            public void images(int part, byte[] piece) {
                images.add(boxed(piece));
            }
        });
        return images;
    }

    private static List<Byte> boxed(byte[] bytes) {
        List<Byte> boxed = new ArrayList<>();
        for (byte b : bytes) {
            boxed.add(b);
        }
        return boxed;
    }

    @Test
    void snapshots_saved_areReadBackNewestFirst() throws Exception {
        SnapshotStore store = new SnapshotStore(directory.resolve("state/p"));
        store.save(
                cut(true, new byte[] {1}, new byte[] {2, 3}, new byte[] {4}),
                SnapshotStoreTest::noPump,
                -1,
                "windows",
                8,
                "digest-8");
        store.save(cut(false, new byte[] {5}, new byte[] {6}), SnapshotStoreTest::noPump, 8, "windows", 9, "digest-9");

        List<Snapshot> all = store.all();

        assertThat(all).extracting(Snapshot::number).containsExactly(9L, 8L);
        assertThat(all.get(0).totalDigest()).isEqualTo("digest-9");
        assertThat(all.get(0).signature()).isEqualTo("windows");
        assertThat(store.chain(all.get(0)).orElseThrow())
                .extracting(Snapshot::number)
                .containsExactly(8L, 9L);
        assertThat(imagesOf(all.get(1)))
                .containsExactly(List.of((byte) 1), List.of((byte) 2, (byte) 3), List.of((byte) 4));
        assertThat(imagesOf(all.get(0))).containsExactly(List.of((byte) 5), List.of((byte) 6));
    }

    @Test
    void fullSnapshots_twoAreKept_withWhatAddsToThem() throws Exception {
        SnapshotStore store = new SnapshotStore(directory);
        for (int number = 1; number <= 9; number++) {
            store.save(cut(number % 3 == 1, new byte[] {1}), SnapshotStoreTest::noPump, number - 1, "", number, "d");
        }

        assertThat(store.all()).extracting(Snapshot::number).containsExactly(9L, 8L, 7L, 6L, 5L, 4L);
    }

    @Test
    void snapshot_anyByteChangedOrCutOff_isLeftOut() throws Exception {
        SnapshotStore store = new SnapshotStore(directory);
        store.save(cut(true, new byte[] {1, 2, 3}, new byte[] {9}), SnapshotStoreTest::noPump, -1, "s", 1, "d");
        store.save(cut(true, new byte[] {4, 5, 6}, new byte[] {8}), SnapshotStoreTest::noPump, -1, "s", 2, "d");
        Path newest = file("2.snapshot");
        byte[] whole = Files.readAllBytes(newest);

        for (int at = 0; at < whole.length; at++) {
            byte[] changed = whole.clone();
            changed[at] ^= 0x10;
            Files.write(newest, changed);
            assertThat(usable(store)).as("byte %d", at).containsExactly(1L);
            Files.write(newest, Arrays.copyOf(whole, at));
            assertThat(usable(store)).as("cut at %d", at).containsExactly(1L);
        }
    }

    @Test
    void increment_whoseBaseIsDamaged_isLeftOut() throws Exception {
        SnapshotStore store = new SnapshotStore(directory);
        store.save(cut(true, new byte[] {1}), SnapshotStoreTest::noPump, -1, "", 1, "d");
        store.save(cut(true, new byte[] {2}), SnapshotStoreTest::noPump, -1, "", 2, "d");
        store.save(cut(false, new byte[] {3}), SnapshotStoreTest::noPump, 2, "", 3, "d");
        Path base = file("2.snapshot");
        Files.write(base, Arrays.copyOf(Files.readAllBytes(base), 60));

        assertThat(usable(store)).containsExactly(1L);
    }

    @Test
    void snapshot_ofTheFormerVersion_isRead() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write("FBSNAP".getBytes(StandardCharsets.US_ASCII));
        out.writeInt(1);
        out.writeLong(7);
        out.writeUTF("digest");
        out.writeInt(2);
        out.write(new byte[] {5, 6});
        CRC32C checksum = new CRC32C();
        checksum.update(bytes.toByteArray());
        out.writeInt((int) checksum.getValue());
        Files.write(directory.resolve("%020d.snapshot".formatted(7)), bytes.toByteArray());
        SnapshotStore store = new SnapshotStore(directory);

        Snapshot snapshot = store.all().get(0);

        assertThat(snapshot.totalDigest()).isEqualTo("digest");
        assertThat(store.chain(snapshot)).isPresent();
        assertThat(imagesOf(snapshot)).containsExactly(List.of((byte) 5, (byte) 6));
    }

    private static List<Long> usable(SnapshotStore store) throws IOException {
        List<Long> numbers = new ArrayList<>();
        for (Snapshot snapshot : store.all()) {
            if (store.chain(snapshot).isPresent()) {
                numbers.add(snapshot.number());
            }
        }
        return numbers;
    }

    @Test
    void directory_missing_holdsNoSnapshots() throws IOException {
        assertThat(new SnapshotStore(directory.resolve("no")).all()).isEmpty();
    }

    private Path file(String suffix) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(path -> path.toString().endsWith(suffix))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
