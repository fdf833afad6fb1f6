package dev.forebay.runtime.snapshot;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * The format of a snapshot: {@value #MAGIC}, a version, whether it is full, the number of the snapshot that it adds to, what windows it is of;
 * then blocks, each with its checksum; the last says how many there are and which commit it belongs to.
 */
public final class SnapshotFile {
    static final String MAGIC = "FBSNAP";
    static final int VERSION = 2;

    private static final int ORDERING = 1;
    private static final int IMAGES = 2;
    private static final int END = 3;

    private SnapshotFile() {}

    /** Takes what a file holds, in its order. */
    public interface Content {
        void ordering(byte[] state);

        void images(int part, byte[] images);
    }

    /**
     * Writes a cut as its pieces come.
     *
     * @param pump what brings pieces while there are none
     * @param before the number of the snapshot that an increment adds to; -1 for a full one
     */
    static void write(
            Path file, SnapshotCut cut, Runnable pump, long before, String signature, long number, String totalDigest)
            throws IOException, InterruptedException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            OutputStream buffered = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
            DataOutputStream out = new DataOutputStream(buffered);
            out.write(MAGIC.getBytes(StandardCharsets.US_ASCII));
            out.writeInt(VERSION);
            block(out, head(before, signature, number, totalDigest));
            block(out, content(ORDERING, 0, cut.orderingState()));
            long blocks = 2;
            for (SnapshotCut.Piece piece = cut.next(pump); piece != null; piece = cut.next(pump)) {
                block(out, content(IMAGES, piece.part(), piece.images()));
                blocks++;
            }
            ByteArrayOutputStream end = new ByteArrayOutputStream();
            new DataOutputStream(end).writeInt(END);
            new DataOutputStream(end).writeLong(blocks);
            block(out, end.toByteArray());
            out.flush();
            channel.force(true);
        }
    }

    private static byte[] head(long before, String signature, long number, String totalDigest) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeLong(before);
        out.writeUTF(signature);
        out.writeLong(number);
        out.writeUTF(totalDigest);
        return bytes.toByteArray();
    }

    private static byte[] content(int kind, int part, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(content.length + 8);
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(kind);
        out.writeInt(part);
        out.write(content);
        return bytes.toByteArray();
    }

    private static void block(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
        out.writeInt(checksum(bytes));
    }

    private static int checksum(byte[] bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, 0, bytes.length);
        return (int) checksum.getValue();
    }

    /** What a file says that it is; the rest is not looked at. */
    static Snapshot readHead(Path file) throws IOException {
        try (DataInputStream in = open(file)) {
            int version = version(in);
            return version == 1 ? FormerSnapshotFile.readHead(file, in) : readHead(file, in);
        }
    }

    private static Snapshot readHead(Path file, DataInputStream in) throws IOException {
        DataInputStream head = new DataInputStream(new ByteArrayInputStream(takeBlock(in)));
        long before = head.readLong();
        String signature = head.readUTF();
        return new Snapshot(file, head.readLong(), head.readUTF(), before, signature, Files.size(file));
    }

    /**
     * Reads a whole file, every checksum tested.
     *
     * @throws IllegalArgumentException where it is damaged
     */
    public static void read(Path file, Content to) throws IOException {
        try (DataInputStream in = open(file)) {
            if (version(in) == 1) {
                to.ordering(FormerSnapshotFile.readState(in, Files.size(file)));
                return;
            }
            takeBlock(in);
            long blocks = 1;
            while (true) {
                DataInputStream block = new DataInputStream(new ByteArrayInputStream(takeBlock(in)));
                int kind = block.readInt();
                if (kind == END) {
                    if (block.readLong() != blocks) {
                        throw new IllegalArgumentException("blocks are missing");
                    }
                    return;
                }
                int part = block.readInt();
                if (kind == ORDERING) {
                    to.ordering(block.readAllBytes());
                } else {
                    to.images(part, block.readAllBytes());
                }
                blocks++;
            }
        } catch (EOFException e) {
            throw new IllegalArgumentException("it is cut off", e);
        }
    }

    private static DataInputStream open(Path file) throws IOException {
        return new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
    }

    private static int version(DataInputStream in) throws IOException {
        byte[] magic = in.readNBytes(MAGIC.length());
        if (!new String(magic, StandardCharsets.US_ASCII).equals(MAGIC)) {
            throw new IllegalArgumentException("it is no snapshot");
        }
        int version = in.readInt();
        if (version < 1 || version > VERSION) {
            throw new IllegalArgumentException(
                    "it has format version " + version + ", this Forebay knows versions up to " + VERSION);
        }
        return version;
    }

    private static byte[] takeBlock(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0) {
            throw new IllegalArgumentException("a block of " + length + " bytes");
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new IllegalArgumentException("it is cut off");
        }
        if (in.readInt() != checksum(bytes)) {
            throw new IllegalArgumentException("a checksum is wrong");
        }
        return bytes;
    }
}
