package dev.forebay.runtime.rejected;

import dev.forebay.runtime.failure.RunFailure;
import dev.forebay.runtime.failure.RuntimeCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Dead letters in a file: one JSON object a line, with what {@link ReasonsJson} says, then {@code key} and {@code value} (or
 * {@code key_base64}, {@code value_base64} where the bytes are not UTF-8) and {@code headers}.
 *
 * <p>In a live run the file is written and forced to disk before the commit that it belongs to. What a crash left behind after the
 * length that the journal names is not written again: its positions are known from the lines themselves. So every letter is there once.
 * One thread at a time.
 */
public final class RejectedFile implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path path;
    private final ReasonsJson reasons;
    private final FileChannel channel;
    private final Set<String> already = new HashSet<>();
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();
    private long length;
    private boolean unforced;

    private RejectedFile(Path path, ReasonsJson reasons, FileChannel channel, long length) {
        this.path = path;
        this.reasons = reasons;
        this.channel = channel;
        this.length = length;
    }

    /**
     * Opens a file to append to, making it and its directory where they are missing.
     *
     * @param committedLength its length at the last commit; -1 where there was none
     */
    public static RejectedFile open(Path path, ReasonsJson reasons, long committedLength) {
        try {
            Path directory = path.toAbsolutePath().getParent();
            if (directory != null) {
                Files.createDirectories(directory);
            }
            Set<String> left = new HashSet<>();
            long length = Files.exists(path) ? completeLines(path, Math.max(0, committedLength), left) : 0;
            FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            // Half a line is what a crash left of a letter that will be written again.
            channel.truncate(length);
            channel.position(length);
            RejectedFile file = new RejectedFile(path, reasons, channel, length);
            file.already.addAll(left);
            return file;
        } catch (IOException e) {
            throw cannotWrite(path, e);
        }
    }

    /** Collects the positions of the lines after {@code from} and returns where the last complete line ends. */
    private static long completeLines(Path path, long from, Set<String> positions) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(path.toFile(), "r")) {
            long start = from <= in.length() ? from : 0;
            in.seek(start);
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            byte[] block = new byte[1 << 16];
            long at = start;
            long complete = start;
            for (int read = in.read(block); read > 0; read = in.read(block)) {
                for (int i = 0; i < read; i++) {
                    at++;
                    if (block[i] == '\n') {
                        complete = at;
                        positionOf(line.toByteArray(), positions);
                        line.reset();
                    } else {
                        line.write(block[i]);
                    }
                }
            }
            return complete;
        }
    }

    private static void positionOf(byte[] line, Set<String> positions) {
        try {
            JsonNode node = JSON.readTree(line);
            positions.add(
                    node.path("partition").asInt(-1) + ":" + node.path("offset").asLong(-1));
        } catch (JacksonException e) {
            // Somebody else's line: it stays as it is.
            positions.add("");
        }
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
        if (!already.isEmpty() && already.remove(letter.partition() + ":" + letter.offset())) {
            return;
        }
        byte[] line = line(letter);
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
            ObjectNode headers = out.putObject("headers_base64");
            letter.headers()
                    .forEach(header -> headers.put(
                            header.key(),
                            header.value() == null ? "" : Base64.getEncoder().encodeToString(header.value())));
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
                "the system says: " + e.getMessage());
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
