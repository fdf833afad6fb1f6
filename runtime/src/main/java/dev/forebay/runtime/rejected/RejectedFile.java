package dev.forebay.runtime.rejected;

import dev.forebay.runtime.failure.RunFailure;
import dev.forebay.runtime.failure.RuntimeCode;
import dev.forebay.runtime.journal.OutputDigest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Dead letters in a file: one JSON object a line, with what {@link ReasonsJson} says, then {@code key} and {@code value} (or
 * {@code key_base64}, {@code value_base64} where the bytes are not UTF-8) and {@code headers}.
 *
 * <p>In a live run the file is locked against other pipelines, and written and forced to disk before the commit that it belongs to. Lines
 * that a crash left behind after the length that the journal names are not written again: a letter is left out where the very same line,
 * byte by byte, stands there already. So every letter is there once, and no line of another pipeline stands in its place. One thread at a time.
 */
public final class RejectedFile implements AutoCloseable {
    private static final Duration LOCK_WITHIN = Duration.ofSeconds(8);
    private static final long LOOK_AGAIN_NANOS = 100_000_000;

    private final Path path;
    private final ReasonsJson reasons;
    private final FileChannel channel;
    private final Set<ByteBuffer> already = new HashSet<>();
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();
    private final long base;
    private long length;
    private boolean unforced;

    private RejectedFile(Path path, ReasonsJson reasons, FileChannel channel, long base) {
        this.path = path;
        this.reasons = reasons;
        this.channel = channel;
        this.base = base;
    }

    /**
     * Opens a file to append to, making it and its directory where they are missing.
     *
     * @param committedLength its length at the last commit; -1 where there was none
     * @throws RunFailure where it cannot be written, or another pipeline writes it
     */
    public static RejectedFile open(Path path, ReasonsJson reasons, long committedLength) {
        FileChannel channel = null;
        try {
            Path directory = path.toAbsolutePath().getParent();
            if (directory != null) {
                Files.createDirectories(directory);
            }
            channel = FileChannel.open(
                    path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            lock(channel, path);
            long there = channel.size();
            // A file shorter than the journal says was put aside: all of this one is new.
            long base = committedLength < 0 ? there : committedLength <= there ? committedLength : 0;
            RejectedFile file = new RejectedFile(path, reasons, channel, base);
            file.takeOver(there);
            return file;
        } catch (IOException e) {
            closeAfter(e, channel);
            throw cannotWrite(path, e);
        } catch (RunFailure e) {
            closeAfter(e, channel);
            throw e;
        }
    }

    /**
     * The lock lasts until the channel is closed or the process ends, however it ends. Waits for a while: an owner that was taken over from
     * needs a moment to notice.
     */
    private static void lock(FileChannel channel, Path path) throws IOException {
        long deadline = System.nanoTime() + LOCK_WITHIN.toNanos();
        boolean locked = tryLock(channel);
        while (!locked && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
            locked = tryLock(channel);
        }
        if (!locked) {
            throw RunFailure.of(
                    RuntimeCode.FILE_IN_USE,
                    "another pipeline writes its dead letters to " + path,
                    "two pipelines in one file could lose each other's letters: give each a file of its own");
        }
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static void closeAfter(Exception thrown, @Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            thrown.addSuppressed(e);
        }
    }

    /** Remembers the lines after the base and goes to the end of them. */
    private void takeOver(long there) throws IOException {
        long complete = completeLines();
        if (complete < there && isHalfOfOurs(complete, there)) {
            // What a crash left of a letter that will be written again.
            channel.truncate(complete);
            length = complete;
        } else {
            length = there;
        }
        channel.position(length);
        if (length > 0 && byteAt(length - 1) != '\n') {
            // Somebody's last line without an end: a letter must not hang on to it.
            buffer.write('\n');
        }
    }

    /** Collects the lines after the base and returns where the last complete one ends. */
    private long completeLines() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        ByteBuffer block = ByteBuffer.allocate(1 << 16);
        long complete = base;
        long at = base;
        while (channel.read(block.clear(), at) > 0) {
            for (int i = 0; i < block.position(); i++) {
                at++;
                if (block.get(i) == '\n') {
                    complete = at;
                    already.add(hash(line.toByteArray()));
                    line.reset();
                } else {
                    line.write(block.get(i));
                }
            }
        }
        return complete;
    }

    private boolean isHalfOfOurs(long from, long to) throws IOException {
        byte[] ours = reasons.beginning();
        ByteBuffer found = ByteBuffer.allocate((int) Math.min(ours.length, to - from));
        while (found.hasRemaining()) {
            if (channel.read(found, from + found.position()) < 0) {
                return false;
            }
        }
        return Arrays.equals(found.array(), Arrays.copyOf(ours, found.capacity()));
    }

    private byte byteAt(long offset) throws IOException {
        ByteBuffer one = ByteBuffer.allocate(1);
        channel.read(one, offset);
        return one.get(0);
    }

    private static ByteBuffer hash(byte[] line) {
        return ByteBuffer.wrap(OutputDigest.sha256().digest(line));
    }

    /** Where the letters begin that no commit is known for. */
    public long base() {
        return base;
    }

    public Path path() {
        return path;
    }

    /** The length of what has been appended and forced so far, with what was there before. */
    public long length() {
        return length;
    }

    /** Appends a letter unless a former run has. */
    public void append(DeadLetter letter) {
        byte[] line = line(letter);
        if (!already.isEmpty() && already.remove(hash(line))) {
            return;
        }
        buffer.write(line, 0, line.length);
        buffer.write('\n');
        if (buffer.size() > 1 << 20) {
            writeBuffer();
        }
    }

    /** Forces everything appended to the disk. */
    public void force() {
        writeBuffer();
        if (unforced) {
            try {
                channel.force(false);
            } catch (IOException e) {
                throw cannotWrite(path, e);
            }
            unforced = false;
        }
    }

    private void writeBuffer() {
        if (buffer.size() == 0) {
            return;
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(buffer.toByteArray());
            while (bytes.hasRemaining()) {
                length += channel.write(bytes);
            }
        } catch (IOException e) {
            throw cannotWrite(path, e);
        }
        buffer.reset();
        unforced = true;
    }

    private byte[] line(DeadLetter letter) {
        ObjectNode out = reasons.object(letter);
        Map<String, String> texts = new TreeMap<>();
        bytes(texts, "key", letter.key());
        bytes(texts, "value", letter.value());
        if (!letter.headers().isEmpty()) {
            // A list, since a record may have several headers of one name.
            ArrayNode headers = out.putArray("headers");
            letter.headers().forEach(header -> {
                ObjectNode entry = headers.addObject().put("key", header.key());
                if (header.value() != null) {
                    entry.put("value_base64", Base64.getEncoder().encodeToString(header.value()));
                }
            });
        }
        return ReasonsJson.with(out, texts);
    }

    private static void bytes(Map<String, String> texts, String name, byte @Nullable [] bytes) {
        if (bytes == null) {
            return;
        }
        try {
            texts.put(
                    name,
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString());
        } catch (CharacterCodingException e) {
            texts.put(name + "_base64", Base64.getEncoder().encodeToString(bytes));
        }
    }

    private static RunFailure cannotWrite(Path path, IOException e) {
        return RunFailure.caused(
                RuntimeCode.CANNOT_WRITE,
                e,
                "cannot write the dead letters to " + path,
                "the system says: " + e.getMessage(),
                "no event is lost: what was not finished comes again at the next start");
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw cannotWrite(path, e);
        }
    }
}
