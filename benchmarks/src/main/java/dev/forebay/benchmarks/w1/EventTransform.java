package dev.forebay.benchmarks.w1;

/** W1 for one event. <b>Threads.</b> One at a time. */
interface EventTransform {

    /** One event's JSON to one output's JSON. */
    byte[] transform(byte[] event);

    static EventTransform of(Scaler scaler, boolean tuned) {
        return tuned ? new JacksonEvent(scaler) : new BoundEvent(scaler);
    }
}
