package dev.forebay.runtime.backfill;

import dev.forebay.definition.Definition;
import dev.forebay.formats.file.CsvFileReader;
import dev.forebay.formats.file.EventFileReader;
import dev.forebay.formats.file.JsonLinesReader;
import dev.forebay.formats.json.JsonLimits;
import dev.forebay.formats.parquet.ParquetFormatException;
import dev.forebay.formats.parquet.ParquetReader;
import dev.forebay.plan.Plan;
import dev.forebay.runtime.failure.RunFailure;
import dev.forebay.runtime.failure.RuntimeCode;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;
import java.util.function.IntFunction;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** A file of events, and how far it has been read. */
public final class InputFile implements AutoCloseable {
    private static final int BLOCK = 1 << 16;
    private static final int MOST_NAMES = 30;

    private final Path file;
    private final EventFileReader reader;
    private final DoubleSupplier share;

    private InputFile(Path file, EventFileReader reader, DoubleSupplier share) {
        this.file = file;
        this.reader = reader;
        this.share = share;
    }

    /**
     * Opens a file whose extension names its format.
     *
     * @throws RunFailure where it cannot be read as events of the plan's schema
     */
    public static InputFile open(Path file, Definition.Source source, Plan plan) {
        FileFormat format = FileFormat.of(file);
        requireFile(file);
        IntFunction<@Nullable String> places =
                field -> plan.fieldOrigins().get(field).place();
        try {
            if (format.kind() == FileFormat.Kind.PARQUET) {
                ParquetReader reader = ParquetReader.open(file, plan.fields(), places);
                return new InputFile(file, reader, reader::share);
            }
            long size = Files.size(file);
            AtomicLong readBytes = new AtomicLong();
            InputStream raw = new CountingStream(Files.newInputStream(file), readBytes);
            InputStream in = format.gzipped() ? new GZIPInputStream(raw, BLOCK) : raw;
            EventFileReader reader = format.kind() == FileFormat.Kind.CSV
                    ? new CsvFileReader(in, plan.fields(), source.maxEventBytes(), places)
                    : new JsonLinesReader(
                            in, plan.fields(), new JsonLimits(source.maxEventBytes(), source.maxDepth()), places);
            return new InputFile(file, reader, () -> size == 0 ? 1 : Math.min(1, (double) readBytes.get() / size));
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** What is read as a file is, and is none. */
    public static InputFile of(String name, EventFileReader reader, DoubleSupplier share) {
        return new InputFile(Path.of(name), reader, share);
    }

    private static void requireFile(Path file) {
        if (!Files.exists(file)) {
            throw RunFailure.of(RuntimeCode.FILE_MISSING, "no file '" + file + "'");
        }
        if (Files.isDirectory(file)) {
            throw RunFailure.of(RuntimeCode.FILE_UNREADABLE, "'" + file + "' is a directory");
        }
    }

    /** What a failure to read a file means. */
    public static RunFailure unreadable(Path file, IOException e) {
        if (e instanceof ParquetReader.MismatchException mismatch) {
            return mismatch(file, mismatch);
        }
        if (e instanceof ParquetFormatException) {
            return RunFailure.caused(
                    RuntimeCode.FILE_UNREADABLE,
                    e,
                    "'" + file + "' cannot be read as Parquet",
                    String.valueOf(e.getMessage()));
        }
        if (e instanceof CsvFileReader.MalformedHeaderException) {
            return RunFailure.caused(
                    RuntimeCode.FILE_UNREADABLE, e, "'" + file + "' cannot be read as CSV: " + e.getMessage());
        }
        if (e instanceof AccessDeniedException) {
            return RunFailure.caused(RuntimeCode.FILE_UNREADABLE, e, "'" + file + "' may not be read");
        }
        return RunFailure.caused(
                RuntimeCode.FILE_UNREADABLE, e, "'" + file + "' cannot be read", "the system says: " + e.getMessage());
    }

    private static RunFailure mismatch(Path file, ParquetReader.MismatchException mismatch) {
        List<String> notes = new ArrayList<>(mismatch.problems());
        List<String> names = mismatch.columns();
        String more = names.size() > MOST_NAMES ? " and " + (names.size() - MOST_NAMES) + " more" : "";
        notes.add("columns there: " + String.join(", ", names.subList(0, Math.min(MOST_NAMES, names.size()))) + more);
        return RunFailure.caused(
                RuntimeCode.FILE_COLUMNS,
                mismatch,
                "'" + file + "' has not the columns that the schema names",
                notes.toArray(String[]::new));
    }

    public EventFileReader reader() {
        return reader;
    }

    Path path() {
        return file;
    }

    /** How much has been read, 0 to 1. */
    public double share() {
        return share.getAsDouble();
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
