package dev.forebay.runtime.bootstrap;

import dev.forebay.definition.Definition;
import dev.forebay.plan.Plan;
import dev.forebay.runtime.backfill.InputFile;
import dev.forebay.types.batch.EventBatch;
import dev.forebay.types.batch.RecordDecoder;
import java.io.IOException;
import java.nio.file.Path;

/** A history in a file. */
final class FileHistory implements HistoryReader {
    private final InputFile file;

    FileHistory(Path path, Definition.Source source, Plan plan) {
        this.file = InputFile.open(path, source, plan);
    }

    @Override
    public boolean read(EventBatch batch) throws IOException {
        return file.reader().read(batch);
    }

    @Override
    public RecordDecoder newDecoder() {
        return file.reader().newDecoder();
    }

    @Override
    public double share() {
        return file.share();
    }

    @Override
    public void close() {
        file.close();
    }
}
