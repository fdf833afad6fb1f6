package dev.forebay.runtime.backfill;

import dev.forebay.definition.Definition;
import dev.forebay.formats.file.CsvFileReader;
import dev.forebay.formats.file.EventFileReader;
import dev.forebay.formats.file.JsonLinesReader;
import dev.forebay.formats.json.JsonLimits;
import dev.forebay.plan.Plan;
import dev.forebay.runtime.failure.RunFailure;
import dev.forebay.runtime.failure.RuntimeCode;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** The input of a backfill, and how far it has been read. */
final class InputFile implements AutoCloseable {
    private static final int BLOCK = 1 << 16;

    private final Path file;
    private final long size;
    private final AtomicLong readBytes;
    private final EventFileReader reader;

    private InputFile(Path file, long size, AtomicLong readBytes, EventFileReader reader) {
        this.file = file;
        this.size = size;
        this.readBytes = readBytes;
        this.reader = reader;
    }

    static InputFile open(Path file, Definition.Source source, Plan plan) {
        FileFormat format = FileFormat.of(file);
        requireFile(file);
        AtomicLong readBytes = new AtomicLong();
        try {
            InputStream raw = new CountingStream(Files.newInputStream(file), readBytes);
            InputStream in = format.gzipped() ? new GZIPInputStream(raw, BLOCK) : raw;
            return new InputFile(file, Files.size(file), readBytes, reader(in, format, source, plan));
        } catch (CsvFileReader.MalformedHeaderException e) {
            throw RunFailure.caused(
                    RuntimeCode.FILE_UNREADABLE, e, "'" + file + "' cannot be read as CSV: " + e.getMessage());
        } catch (AccessDeniedException e) {
            throw RunFailure.caused(RuntimeCode.FILE_UNREADABLE, e, "'" + file + "' may not be read");
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static EventFileReader reader(InputStream in, FileFormat format, Definition.Source source, Plan plan)
            throws IOException {
        IntFunction<@Nullable String> places =
                field -> plan.fieldOrigins().get(field).place();
        return switch (format.format()) {
            case JSON ->
                new JsonLinesReader(
                        in, plan.fields(), new JsonLimits(source.maxEventBytes(), source.maxDepth()), places);
            case CSV -> new CsvFileReader(in, plan.fields(), source.maxEventBytes(), places);
        };
    }

    private static void requireFile(Path file) {
        if (!Files.exists(file)) {
            throw RunFailure.of(RuntimeCode.FILE_MISSING, "no file '" + file + "'");
        }
        if (Files.isDirectory(file)) {
            throw RunFailure.of(RuntimeCode.FILE_UNREADABLE, "'" + file + "' is a directory");
        }
    }

    static RunFailure unreadable(Path file, IOException e) {
        return RunFailure.caused(
                RuntimeCode.FILE_UNREADABLE, e, "'" + file + "' cannot be read", "the system says: " + e.getMessage());
    }

    EventFileReader reader() {
        return reader;
    }

    Path path() {
        return file;
    }

    /** How much has been read, 0 to 1. */
    double share() {
        return size == 0 ? 1 : Math.min(1, (double) readBytes.get() / size);
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** Counts the bytes that are taken from a file. */
    private static final class CountingStream extends FilterInputStream {
        private final AtomicLong count;

        CountingStream(InputStream in, AtomicLong count) {
            super(in);
            this.count = count;
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count.addAndGet(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int read = super.read(into, from, length);
            count.addAndGet(Math.max(0, read));
            return read;
        }
    }
}
