package dev.forebay.runtime.bootstrap;

import dev.forebay.types.batch.EventBatch;
import dev.forebay.types.batch.RecordDecoder;
import java.io.IOException;

/** Reads a history in processing order, each time in the same one. One thread at a time. */
interface HistoryReader extends AutoCloseable {

    /** Adds events to an empty batch; false where there are no more. An empty batch may be answered while a broker is slow. */
    boolean read(EventBatch batch) throws IOException;

    /** A decoder of what is read. */
    RecordDecoder newDecoder();

    /** How much has been read, 0 to 1. */
    double share();

    @Override
    void close();
}
