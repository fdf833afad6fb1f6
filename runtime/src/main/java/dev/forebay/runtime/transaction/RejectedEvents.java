package dev.forebay.runtime.transaction;

import dev.forebay.runtime.frame.EncodedFrame;
import dev.forebay.runtime.rejected.DeadLetter;
import dev.forebay.runtime.rejected.ReasonsJson;
import dev.forebay.runtime.rejected.RejectedFile;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where a run's rejected events go: a topic (nothing is kept here then), or a file. One thread at a time. */
public final class RejectedEvents implements KafkaChannel.DeadLetterOutput, AutoCloseable {
    private final ReasonsJson reasons;
    private final @Nullable Path path;
    private @Nullable RejectedFile file;
    private long appendedThrough = -1;

    /**
     * The rejected events of a run.
     *
     * @param path the file; null for a topic
     */
    public RejectedEvents(ReasonsJson reasons, @Nullable Path path) {
        this.reasons = reasons;
        this.path = path;
    }

    /**
     * Opens the file, where it is one.
     *
     * @param committedLength its length as the journal has it; -1 where it has none
     */
    public void open(long committedLength) {
        if (path != null) {
            file = RejectedFile.open(path, reasons, committedLength);
        }
    }

    /** How much of the file is committed as the run begins; -1 where there is no file. */
    public long committedBytes() {
        return file == null ? -1 : file.base();
    }

    @Override
    public byte[] reasons(DeadLetter letter) {
        return reasons.bytes(letter);
    }

    @Override
    public void appendToFile(EncodedFrame frame) {
        if (file != null && frame.ticket > appendedThrough) {
            frame.rejected.forEach(file::append);
            appendedThrough = frame.ticket;
        }
    }

    @Override
    public void force() {
        if (file != null) {
            file.force();
        }
    }

    @Override
    public long fileBytes() {
        return file == null ? -1 : file.length();
    }

    @Override
    public void close() {
        if (file != null) {
            file.close();
        }
    }
}
