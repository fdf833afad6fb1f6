package dev.forebay.runtime.backfill;

import dev.forebay.runtime.failure.RunFailure;
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
        try {
            RejectedFile open = file;
            if (open == null) {
                deleteTemporary();
                open = RejectedFile.open(temporary, reasons, -1);
                file = open;
            }
            frame.rejected.forEach(open::append);
        } catch (RunFailure failure) {
            throw told(failure);
        }
    }

    /** Of a temporary file as of the one that it was to become. */
    private RunFailure told(RunFailure failure) {
        return failure.getCause() instanceof IOException said ? OutputFile.cannotWrite(target, said) : failure;
    }

    /** All is written: forces it to disk. */
    void complete() {
        RejectedFile open = file;
        try {
            if (open != null) {
                open.force();
                open.close();
            }
        } catch (RunFailure failure) {
            throw told(failure);
        }
    }

    /** The file appears; one of a former run goes where this run rejected nothing. */
    void appear() {
        try {
            if (file == null) {
                Files.deleteIfExists(target);
            } else {
                OutputFile.move(temporary, target);
                file = null;
            }
        } catch (IOException e) {
            throw OutputFile.cannotWrite(target, e);
        }
    }

    /** Takes the file away again, where the output could not appear. */
    void withdraw() {
        try {
            Files.deleteIfExists(target);
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
