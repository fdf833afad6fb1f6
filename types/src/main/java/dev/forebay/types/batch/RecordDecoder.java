package dev.forebay.types.batch;

/**
 * Turns the received bytes of a batch's rows into its columns.
 *
 * <p>For every row and field it sets the row's state and, where valid, its value. What is wrong with a row goes to
 * {@link EventBatch#rejections}, every reason that can be known: a decoder never throws for what it reads. A row whose bytes
 * are no legal event at all gets one reason and nulls in every column. A row that is already rejected is not read and gets nulls too. Instances hold scratch memory: one thread at a time.
 */
public interface RecordDecoder {

    /** Decodes all rows of the batch. */
    void decode(EventBatch batch);

    /**
     * Sees to it that a rejected row has bytes to be kept. Those of most formats stand in the batch as they were received; a format whose
     * rows are no bytes of their own writes some, once.
     */
    default void keepOriginal(EventBatch batch, int row) {}

    /**
     * Sees to it that every row that is not rejected has a value from which {@link #decode} makes the same row again, in another batch and by
     * another decoder of the same source. Those of most formats stand in the batch as they were received; a format whose rows are no bytes
     * of their own writes some.
     */
    default void keepEvents(EventBatch batch) {}
}
