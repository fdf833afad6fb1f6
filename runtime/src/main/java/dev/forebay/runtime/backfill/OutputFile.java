package dev.forebay.runtime.backfill;

import dev.forebay.formats.RowEncoder;
import dev.forebay.formats.csv.CsvEncoder;
import dev.forebay.formats.json.JsonEncoder;
import dev.forebay.formats.parquet.ParquetWriter;
import dev.forebay.formats.parquet.RowPacker;
import dev.forebay.plan.Plan;
import dev.forebay.runtime.failure.RunFailure;
import dev.forebay.runtime.failure.RuntimeCode;
import dev.forebay.runtime.frame.EncodedFrame;
import dev.forebay.types.Column;
import dev.forebay.types.batch.ByteArena;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The output of a backfill. It is written under another name in the same directory, forced to disk by {@link #complete}, and renamed by
 * {@link #appear}: whoever sees the file sees all of it. One thread at a time.
 */
final class OutputFile implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OutputFile.class);
    private static final int BLOCK = 1 << 18;

    private final Path target;
    private final Path temporary;
    private final FileChannel channel;
    private final OutputStream out;
    /** Null for a file of lines. */
    private final @Nullable ParquetWriter parquet;

    private boolean done;

    private OutputFile(
            Path target, Path temporary, FileChannel channel, OutputStream out, @Nullable ParquetWriter parquet) {
        this.target = target;
        this.temporary = temporary;
        this.channel = channel;
        this.out = out;
        this.parquet = parquet;
    }

    static OutputFile open(Path target, Plan.SinkRule columns, boolean overwrite) {
        FileFormat format = FileFormat.of(target);
        requireFree(target, overwrite);
        Path temporary = temporaryOf(target);
        try {
            FileChannel channel = FileChannel.open(
                    temporary,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE);
            OutputStream raw = Channels.newOutputStream(channel);
            OutputStream out =
                    new BufferedOutputStream(format.gzipped() ? new GZIPOutputStream(raw, BLOCK) : raw, BLOCK);
            List<Column> names =
                    columns.columns().stream().map(Plan.OutputColumn::column).toList();
            ParquetWriter parquet = format.kind() == FileFormat.Kind.PARQUET ? new ParquetWriter(out, names) : null;
            OutputFile file = new OutputFile(target, temporary, channel, out, parquet);
            if (format.kind() == FileFormat.Kind.CSV) {
                file.header(names);
            }
            return file;
        } catch (IOException e) {
            throw cannotWrite(target, e);
        }
    }

    /** A name in the same directory that no other run uses. */
    static Path temporaryOf(Path target) {
        return target.resolveSibling(
                "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
    }

    static void requireFree(Path target, boolean overwrite) {
        if (Files.isDirectory(target)) {
            throw RunFailure.of(RuntimeCode.OUTPUT_EXISTS, "'" + target + "' is a directory", "name a file in it");
        }
        if (Files.exists(target) && !overwrite) {
            throw RunFailure.of(
                    RuntimeCode.OUTPUT_EXISTS,
                    "'" + target + "' exists",
                    "name another file, or say --overwrite to replace it");
        }
        Path directory = target.toAbsolutePath().getParent();
        if (directory != null && !Files.isDirectory(directory)) {
            throw RunFailure.of(RuntimeCode.CANNOT_WRITE, "no directory '" + directory + "'", "make it first");
        }
    }

    /** What turns rows into the records that {@link #write} takes. */
    RowEncoder newEncoder(List<Column> columns) {
        return switch (FileFormat.of(target).kind()) {
            case JSON_LINES -> new JsonEncoder(columns);
            case CSV -> new CsvEncoder(columns);
            case PARQUET -> new RowPacker(columns);
        };
    }

    private void header(List<Column> columns) throws IOException {
        ByteArena bytes = new ByteArena(1024);
        new CsvEncoder(columns).encodeHeader(bytes);
        out.write(bytes.bytes, 0, bytes.size);
        out.write('\n');
    }

    /** Writes a batch's records. */
    void write(EncodedFrame frame) {
        try {
            if (parquet != null) {
                for (int record = 0; record < frame.records; record++) {
                    parquet.add(frame.bytes.bytes, frame.valueStart[record]);
                }
                return;
            }
            for (int record = 0; record < frame.records; record++) {
                out.write(frame.bytes.bytes, frame.valueStart[record], frame.valueLength[record]);
                out.write('\n');
            }
        } catch (IOException e) {
            throw cannotWrite(target, e);
        }
    }

    /** All is written: forces it to disk. */
    void complete() {
        try {
            if (parquet != null) {
                parquet.finish();
            }
            out.flush();
            if (FileFormat.of(target).gzipped()) {
                // Closing is what ends a gzip stream; it closes the channel too.
                out.close();
                try (FileChannel again = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                    again.force(true);
                }
            } else {
                channel.force(true);
                out.close();
            }
        } catch (IOException e) {
            throw cannotWrite(target, e);
        }
    }

    /** The file appears. */
    void appear() {
        try {
            move(temporary, target);
            done = true;
        } catch (IOException e) {
            throw cannotWrite(target, e);
        }
    }

    static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
        forceDirectory(to.toAbsolutePath().getParent());
    }

    /** Makes a rename last over a power cut; not every system can. */
    private static void forceDirectory(@Nullable Path directory) {
        if (directory == null) {
            return;
        }
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            LOG.debug("directory {} cannot be forced to disk", directory, e);
        }
    }

    static RunFailure cannotWrite(Path target, IOException e) {
        return RunFailure.caused(
                RuntimeCode.CANNOT_WRITE,
                e,
                "'" + target + "' cannot be written",
                "the system says: " + e.getMessage(),
                "nothing was left behind");
    }

    /** Removes what was written unless it was finished. */
    @Override
    public void close() {
        if (done) {
            return;
        }
        try {
            channel.close();
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            throw cannotWrite(target, e);
        }
    }
}
