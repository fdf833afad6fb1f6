package dev.forebay.benchmarks.w1;

/** W1 for one event. <b>Threads.</b> One at a time. */
interface EventTransform {

    /** One event's JSON to one output's JSON. */
    byte[] transform(byte[] event);
}
