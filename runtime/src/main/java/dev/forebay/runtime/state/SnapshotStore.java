package dev.forebay.runtime.state;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Snapshots in a directory, the two newest of them.
 *
 * <p>A file appears whole, under its name, or not at all. It begins with {@value #MAGIC}, a format version, the commit's number and total
 * digest, and the state's length; it ends with a CRC-32C of all that. One thread at a time.
 */
public final class SnapshotStore {
    static final String MAGIC = "FBSNAP";
    static final int VERSION = 1;

    private static final Logger LOG = LoggerFactory.getLogger(SnapshotStore.class);
    private static final int KEPT = 2;
    private static final Pattern NAME = Pattern.compile("(\\d{20})\\.snapshot");

    private final Path directory;

    public SnapshotStore(Path directory) {
        this.directory = directory;
    }

    public Path directory() {
        return directory;
    }

    /** Writes a snapshot and removes those that are no longer needed. */
    public void save(Snapshot snapshot) throws IOException {
        Files.createDirectories(directory);
        Path target = directory.resolve("%020d.snapshot".formatted(snapshot.number()));
        Path temporary = directory.resolve(target.getFileName() + ".tmp");
        try (FileChannel out = FileChannel.open(
                temporary, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(encode(snapshot));
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        try {
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
        }
        forceDirectory();
        for (Path old : files().stream().skip(KEPT).toList()) {
            Files.deleteIfExists(old);
        }
    }

    /** The snapshots that can be read, the newest first; a damaged one is named in the log and left out. */
    public List<Snapshot> usable() throws IOException {
        List<Snapshot> snapshots = new ArrayList<>();
        for (Path file : files()) {
            try {
                snapshots.add(decode(Files.readAllBytes(file)));
            } catch (IOException | IllegalArgumentException e) {
                LOG.warn("snapshot {} cannot be used, the one before is: {}", file, e.getMessage());
            }
        }
        return snapshots;
    }

    private List<Path> files() throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(
                            path -> NAME.matcher(path.getFileName().toString()).matches())
                    .sorted(Comparator.comparing(SnapshotStore::number).reversed())
                    .toList();
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

    private static byte[] encode(Snapshot snapshot) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(snapshot.state().length + 128);
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(MAGIC.getBytes(StandardCharsets.US_ASCII));
        out.writeInt(VERSION);
        out.writeLong(snapshot.number());
        out.writeUTF(snapshot.totalDigest());
        out.writeInt(snapshot.state().length);
        out.write(snapshot.state());
        CRC32C checksum = new CRC32C();
        checksum.update(bytes.toByteArray());
        out.writeInt((int) checksum.getValue());
        return bytes.toByteArray();
    }

    private static Snapshot decode(byte[] bytes) throws IOException {
        if (bytes.length < MAGIC.length() + 4) {
            throw new IllegalArgumentException("it is cut off");
        }
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, 0, bytes.length - 4);
        if (ByteBuffer.wrap(bytes, bytes.length - 4, 4).getInt() != (int) checksum.getValue()) {
            throw new IllegalArgumentException("its checksum is wrong");
        }
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        if (!new String(in.readNBytes(MAGIC.length()), StandardCharsets.US_ASCII).equals(MAGIC)) {
            throw new IllegalArgumentException("it is no snapshot");
        }
        int version = in.readInt();
        if (version != VERSION) {
            throw new IllegalArgumentException(
                    "it has format version " + version + ", this Forebay knows version " + VERSION);
        }
        long number = in.readLong();
        String totalDigest = in.readUTF();
        return new Snapshot(number, totalDigest, in.readNBytes(in.readInt()));
    }
}
