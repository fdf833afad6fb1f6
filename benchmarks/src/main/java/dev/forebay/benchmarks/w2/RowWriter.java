package dev.forebay.benchmarks.w2;

/** From an id and its 35 scaled numbers to an output's bytes. <b>Threads.</b> One at a time. */
interface RowWriter {

    byte[] write(String id, double[] vector);

    static RowWriter of(boolean tuned, boolean avro) {
        if (avro) {
            return tuned ? new DirectAvroRows() : new GenericAvroRows();
        }
        return tuned ? new StreamedJsonRows() : new BoundJsonRows();
    }
}
