package dev.forebay.benchmarks.latency;

/** A way to take one event through a workload. <b>Threads.</b> One at a time. */
interface OneEvent {

    String name();

    /** Takes the event in {@code bytes[from, to)}; the number of bytes of its output. */
    int take(byte[] bytes, int from, int to);
}
