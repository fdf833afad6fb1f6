package dev.forebay.runtime.backfill;

import dev.forebay.runtime.frame.EncodedFrame;
import dev.forebay.runtime.rejected.ReasonsJson;
import dev.forebay.runtime.rejected.RejectedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The rejected events of a backfill: a file that appears whole, and only where there are any. One thread at a time. */
final class RejectedOutput implements AutoCloseable {
    private final Path target;
    private final Path temporary;
    private final ReasonsJson reasons;
    private @Nullable RejectedFile file;

    RejectedOutput(Path target, ReasonsJson reasons) {
        this.target = target;
        this.temporary = OutputFile.temporaryOf(target);
        this.reasons = reasons;
    }

    void write(EncodedFrame frame) {
        if (frame.rejected.isEmpty()) {
            return;
        }
        RejectedFile open = file;
        if (open == null) {
            deleteTemporary();
            open = RejectedFile.open(temporary, reasons, -1);
            file = open;
        }
        frame.rejected.forEach(open::append);
    }

    /** The file appears; one of a former run goes where this run rejected nothing. */
    void finish() {
        try {
            RejectedFile open = file;
            if (open == null) {
                Files.deleteIfExists(target);
                return;
            }
            open.force();
            open.close();
            file = null;
            OutputFile.move(temporary, target);
        } catch (IOException e) {
            throw OutputFile.cannotWrite(target, e);
        }
    }

    @Override
    public void close() {
        RejectedFile open = file;
        if (open != null) {
            open.close();
            deleteTemporary();
        }
    }

    private void deleteTemporary() {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            throw OutputFile.cannotWrite(temporary, e);
        }
    }
}
