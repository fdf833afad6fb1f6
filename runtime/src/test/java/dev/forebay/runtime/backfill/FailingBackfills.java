package dev.forebay.runtime.backfill;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.forebay.formats.parquet.ParquetWriter;
import dev.forebay.runtime.failure.RunFailure;
import dev.forebay.runtime.frame.EncodedFrame;
import dev.forebay.runtime.load.LoadedPipeline;
import dev.forebay.types.Column;
import dev.forebay.types.Type;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Backfills that end with a failure. */
public final class FailingBackfills {
    private FailingBackfills() {}

    /** What a run with these files says. */
    public static RunFailure of(LoadedPipeline pipeline, Path from, Path to) {
        return catchThrowableOfType(RunFailure.class, () -> new Backfill(BackfillOptions.of(pipeline, from, to)).run());
    }

    /** A Parquet file whose columns are not those of the test pipeline. */
    public static Path otherColumns(Path directory) throws IOException {
        Path file = directory.resolve("payments.parquet");
        List<Column> columns = List.of(
                new Column("id", Type.STRING),
                new Column("amount", Type.decimal(12, 2)),
                new Column("Time", Type.TIMESTAMP),
                new Column("channel", Type.BOOLEAN));
        try (OutputStream out = Files.newOutputStream(file)) {
            new ParquetWriter(out, columns).finish();
        }
        return file;
    }

    /** What a run says that was told to stop before it began. */
    public static RunFailure stopped(LoadedPipeline pipeline, Path from, Path to) {
        Backfill backfill = new Backfill(BackfillOptions.of(pipeline, from, to));
        backfill.stop();
        return catchThrowableOfType(RunFailure.class, backfill::run);
    }

    /** What is said of a frame that lost an event. */
    public static RunFailure unaccounted() {
        EncodedFrame frame = new EncodedFrame();
        frame.read = 3;
        frame.emitted = 2;
        return catchThrowableOfType(RunFailure.class, () -> new BackfillCounts().add(frame));
    }
}
