package dev.forebay.benchmarks.harness;

/**
 * One run of one contestant.
 *
 * @param round counted from 1
 * @param events how many it was given
 * @param steadyPerSecond outputs a second over the last three quarters of the outputs, by the broker's clock
 * @param allPerSecond the same from the first output to the last
 * @param firstOutputSeconds from the start of its process to its first output
 * @param cpuMicros CPU time of its process for one event, in the same three quarters
 * @param brokerCpuMicros CPU time of the broker for one event, in the same three quarters
 * @param peakBytes the most memory it held resident; 0 when unknown
 * @param problem why the run does not count, or an empty text
 */
public record Measurement(
        String contestant,
        int round,
        int events,
        double steadyPerSecond,
        double allPerSecond,
        double firstOutputSeconds,
        double cpuMicros,
        double brokerCpuMicros,
        long peakBytes,
        String problem) {

    static Measurement failed(String contestant, int round, int events, String problem) {
        return new Measurement(
                contestant, round, events, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, 0, problem);
    }

    /** Whether every event has exactly one output, the right one, or where it is invalid is a dead letter once. */
    public boolean valid() {
        return problem.isEmpty();
    }

    static Measurement of(
            String contestant, int round, int events, long startMillis, OutputReader.Output output, CpuRecord cpu) {
        int outputs = output.records();
        int quarter = outputs / 4;
        long first = output.timeMillis(0);
        long from = output.timeMillis(quarter);
        long last = output.timeMillis(outputs - 1);
        int steadyEvents = outputs - quarter;
        return new Measurement(
                contestant,
                round,
                events,
                perSecond(steadyEvents, last - from),
                perSecond(outputs, last - first),
                (first - startMillis) / 1000.0,
                1000 * cpu.contestantMillis(from, last) / steadyEvents,
                1000 * cpu.brokerMillis(from, last) / steadyEvents,
                cpu.peakBytes(),
                "");
    }

    /** A span too short for the broker's clock counts as its smallest step, a millisecond. */
    static double perSecond(int events, long millis) {
        return 1000.0 * events / Math.max(1, millis);
    }
}
