package dev.forebay.runtime.snapshot;

import dev.forebay.definition.Definition;
import dev.forebay.definition.OperationalText;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Snapshots in a directory: full ones, and what was added to them. Two full ones are kept, with all that adds to them.
 *
 * <p>A file appears whole, under its name, or not at all. One thread at a time.
 */
public final class SnapshotStore {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotStore.class);
    private static final int KEPT = 2;
    private static final String USUAL = ".forebay/state";
    private static final String UNFINISHED = ".tmp";
    private static final String BEGINNING = "beginning";
    private static final Pattern NAME = Pattern.compile("(\\d{20})\\.snapshot");

    private final Path directory;

    public SnapshotStore(Path directory) {
        this.directory = directory;
    }

    /**
     * The snapshots of a pipeline.
     *
     * @param chosen where all pipelines have theirs; null for where the definition says
     */
    public static SnapshotStore of(Definition definition, String pipeline, @Nullable Path chosen) {
        OperationalText written = definition.state().directory();
        Path directory = chosen != null ? chosen : Path.of(written == null ? USUAL : written.value());
        return new SnapshotStore(directory.resolve(pipeline));
    }

    public Path directory() {
        return directory;
    }

    /**
     * Writes a cut, waiting for its pieces, and removes what is no longer needed.
     *
     * @param pump what brings pieces while there are none
     * @param before the snapshot that an increment adds to; not looked at for a full one
     * @return the size of the file in bytes
     */
    public long save(SnapshotCut cut, Runnable pump, long before, String signature, long number, String totalDigest)
            throws IOException, InterruptedException {
        Files.createDirectories(directory);
        removeUnfinished();
        Path target = directory.resolve("%020d.snapshot".formatted(number));
        Path temporary = directory.resolve(target.getFileName() + UNFINISHED);
        try {
            SnapshotFile.write(
                    temporary, cut, pump, cut.isFull() ? Snapshot.FULL : before, signature, number, totalDigest);
            try {
                Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            // A disk that is full stays so with half a snapshot on it.
            Files.deleteIfExists(temporary);
        }
        forceDirectory();
        removeOld(number);
        return Files.size(target);
    }

    /** What a run left behind that was killed while it wrote. */
    private void removeUnfinished() throws IOException {
        for (Path file : list(name -> name.endsWith(".snapshot" + UNFINISHED))) {
            Files.deleteIfExists(file);
        }
    }

    /** Later ones are of another history of the pipeline: they neither count nor go. */
    private void removeOld(long newest) throws IOException {
        int fulls = 0;
        for (Snapshot snapshot : all()) {
            if (snapshot.number() > newest) {
                continue;
            }
            if (fulls == KEPT) {
                Files.deleteIfExists(snapshot.file());
            }
            fulls += snapshot.before() == Snapshot.FULL && fulls < KEPT ? 1 : 0;
        }
    }

    /** Writes the state after the history that a pipeline begins with; it is no snapshot until {@link #adopt} is called. */
    public void saveBeginning(SnapshotCut cut, Runnable pump, String signature, String digest)
            throws IOException, InterruptedException {
        Files.createDirectories(directory);
        Path temporary = directory.resolve(BEGINNING + ".tmp");
        SnapshotFile.write(temporary, cut, pump, Snapshot.FULL, signature, 1, digest);
        Files.move(temporary, directory.resolve(BEGINNING), StandardCopyOption.REPLACE_EXISTING);
        forceDirectory();
    }

    /** The history with this digest is on record: the state after it is the first commit's snapshot, also where a crash came between. */
    public void adopt(String digest) throws IOException {
        Path beginning = directory.resolve(BEGINNING);
        if (!Files.exists(beginning)) {
            return;
        }
        try {
            if (SnapshotFile.readHead(beginning).totalDigest().equals(digest)) {
                Files.move(
                        beginning,
                        directory.resolve("%020d.snapshot".formatted(1)),
                        StandardCopyOption.REPLACE_EXISTING);
                forceDirectory();
            }
        } catch (IllegalArgumentException e) {
            tell(beginning, e);
        }
    }

    /** The snapshots there are, the newest first; one whose beginning cannot be read is named in the log and left out. */
    public List<Snapshot> all() throws IOException {
        List<Snapshot> snapshots = new ArrayList<>();
        for (Path file : files()) {
            try {
                snapshots.add(SnapshotFile.readHead(file));
            } catch (IOException | IllegalArgumentException e) {
                tell(file, e);
            }
        }
        return snapshots;
    }

    /**
     * A snapshot with all that it adds to, the full one first, every byte of them tested; empty where one is damaged or gone, which is told
     * in the log.
     */
    public Optional<List<Snapshot>> chain(Snapshot newest) throws IOException {
        ArrayDeque<Snapshot> chain = new ArrayDeque<>();
        List<Snapshot> all = all();
        Snapshot next = newest;
        while (true) {
            try {
                SnapshotFile.read(next.file(), new Tested());
            } catch (IOException | IllegalArgumentException e) {
                tell(next.file(), e);
                return Optional.empty();
            }
            chain.addFirst(next);
            if (next.before() == Snapshot.FULL) {
                return Optional.of(List.copyOf(chain));
            }
            long number = next.before();
            Optional<Snapshot> before =
                    all.stream().filter(snapshot -> snapshot.number() == number).findFirst();
            if (before.isEmpty() || number >= next.number()) {
                LOG.warn("{} adds to that of commit {}, which is not there", next, number);
                return Optional.empty();
            }
            next = before.get();
        }
    }

    private static void tell(Path file, Exception e) {
        String why = e instanceof EOFException ? "it is cut off" : e.getMessage();
        LOG.warn("snapshot {} cannot be used, the one before is: {}", file, why);
    }

    private static final class Tested implements SnapshotFile.Content {
        @Override
        public void ordering(byte[] state) {}

        @Override
        public void images(int part, byte[] images) {}
    }

    private List<Path> files() throws IOException {
        return list(name -> NAME.matcher(name).matches()).stream()
                .sorted(Comparator.comparing(SnapshotStore::number).reversed())
                .toList();
    }

    private List<Path> list(Predicate<String> names) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(path -> names.test(path.getFileName().toString())).toList();
        }
    }

    private static long number(Path file) {
        Matcher matcher = NAME.matcher(file.getFileName().toString());
        return matcher.matches() ? Long.parseLong(matcher.group(1)) : -1;
    }

    /** Makes the rename itself last over a power cut; not every system can. */
    private void forceDirectory() {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            LOG.debug("directory {} cannot be forced to disk", directory, e);
        }
    }
}
