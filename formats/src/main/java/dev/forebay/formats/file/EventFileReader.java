package dev.forebay.formats.file;

import dev.forebay.types.batch.EventBatch;
import dev.forebay.types.batch.RecordDecoder;
import java.io.Closeable;
import java.io.IOException;

/**
 * Cuts a file into records: fills batches with the records' bytes, in the file's order, for a decoder to turn into columns.
 *
 * <p>A record's offset is its number in the file from 0; what counts as a record is the implementation's to say. It has no key and
 * no record time. A record too large to keep becomes a row with {@link dev.forebay.types.batch.ReasonCode#TOO_LARGE} that holds its
 * first bytes only. <b>Memory</b> is bounded whatever the file holds. <b>Threads</b>: one at a time; the decoders may run on others.
 */
public interface EventFileReader extends Closeable {

    /**
     * Adds records to {@code batch} until it is full or holds many bytes.
     *
     * @return false where the file had ended and nothing was added
     */
    boolean read(EventBatch batch) throws IOException;

    /** A decoder for the records of this file; one per thread. */
    RecordDecoder newDecoder();
}
