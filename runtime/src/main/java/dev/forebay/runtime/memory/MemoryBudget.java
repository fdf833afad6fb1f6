package dev.forebay.runtime.memory;

/**
 * The bounds on what a run holds in flight, in bytes. Each holds whatever the size of events; one event that is larger than a bound is
 * in flight alone. In a small heap they shrink with it.
 *
 * @param frame received keys and values of one batch
 * @param fetched what the client fetches ahead, over all partitions
 * @param encoded output and dead letters that wait for their commit
 * @param producer records that the producer has not sent yet
 */
public record MemoryBudget(int frame, int fetched, long encoded, long producer) {
    private static final int MEBIBYTE = 1 << 20;

    /** Of this process. */
    public static final MemoryBudget HERE = ofHeap(Runtime.getRuntime().maxMemory());

    /** For a heap of so many bytes. */
    public static MemoryBudget ofHeap(long heap) {
        return new MemoryBudget(
                (int) share(heap / 32, 16), (int) share(heap / 16, 16), share(heap / 8, 96), share(heap / 8, 96));
    }

    private static long share(long bytes, long mostMebibytes) {
        return Math.max(MEBIBYTE, Math.min(bytes, mostMebibytes * MEBIBYTE));
    }
}
