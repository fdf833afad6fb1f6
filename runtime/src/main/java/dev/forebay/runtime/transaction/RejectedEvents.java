package dev.forebay.runtime.transaction;

import dev.forebay.runtime.frame.EncodedFrame;
import dev.forebay.runtime.rejected.DeadLetter;
import dev.forebay.runtime.rejected.ReasonsJson;
import dev.forebay.runtime.rejected.RejectedFile;
import org.jspecify.annotations.Nullable;

/** Where a run's rejected events go: a topic (nothing is kept here then), or a file. One thread at a time. */
public final class RejectedEvents implements KafkaChannel.DeadLetterOutput {
    private final ReasonsJson reasons;
    private final @Nullable RejectedFile file;
    private long appendedThrough = -1;

    private RejectedEvents(ReasonsJson reasons, @Nullable RejectedFile file) {
        this.reasons = reasons;
        this.file = file;
    }

    public static RejectedEvents toTopic(ReasonsJson reasons) {
        return new RejectedEvents(reasons, null);
    }

    public static RejectedEvents toFile(ReasonsJson reasons, RejectedFile file) {
        return new RejectedEvents(reasons, file);
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
}
