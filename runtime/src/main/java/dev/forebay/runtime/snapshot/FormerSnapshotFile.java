package dev.forebay.runtime.snapshot;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * Version 1 of the format, which holds the state of the ordering stage alone: the commit's number and total digest, the state, and a
 * CRC-32C of all before it.
 */
final class FormerSnapshotFile {
    private FormerSnapshotFile() {}

    static Snapshot readHead(Path file, DataInputStream in) throws IOException {
        return new Snapshot(file, in.readLong(), in.readUTF(), Snapshot.FULL, "", 0);
    }

    static byte[] readState(DataInputStream in, long fileBytes) throws IOException {
        long number = in.readLong();
        String totalDigest = in.readUTF();
        int length = in.readInt();
        if (length < 0 || length > fileBytes) {
            throw new IllegalArgumentException("it claims a state of " + length + " bytes");
        }
        byte[] state = in.readNBytes(length);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(SnapshotFile.MAGIC.getBytes(StandardCharsets.US_ASCII));
        out.writeInt(1);
        out.writeLong(number);
        out.writeUTF(totalDigest);
        out.writeInt(length);
        out.write(state);
        CRC32C checksum = new CRC32C();
        checksum.update(bytes.toByteArray());
        if (in.readInt() != (int) checksum.getValue()) {
            throw new IllegalArgumentException("its checksum is wrong");
        }
        return state;
    }
}
