package dev.forebay.benchmarks.harness;

import java.util.ArrayList;
import java.util.List;

/** The CPU time of two processes over wall time, sampled by the race while it waits. */
final class CpuRecord {

    private record Sample(long wallMillis, long contestantMillis, long brokerMillis) {}

    private final List<Sample> samples = new ArrayList<>();
    private long peakBytes;

    void sample(ChildProcess contestant, ChildProcess broker) {
        samples.add(new Sample(System.currentTimeMillis(), contestant.cpuMillis(), broker.cpuMillis()));
        peakBytes = Math.max(peakBytes, contestant.peakBytes());
    }

    long peakBytes() {
        return peakBytes;
    }

    /** CPU milliseconds the contestant used between two moments, interpolated between samples. */
    double contestantMillis(long fromMillis, long toMillis) {
        return at(toMillis, true) - at(fromMillis, true);
    }

    /** The same for the broker. */
    double brokerMillis(long fromMillis, long toMillis) {
        return at(toMillis, false) - at(fromMillis, false);
    }

    private double at(long wallMillis, boolean contestant) {
        Sample before = samples.get(0);
        for (Sample after : samples) {
            if (after.wallMillis >= wallMillis) {
                double span = Math.max(1, after.wallMillis - before.wallMillis);
                double part = Math.max(0, wallMillis - before.wallMillis) / span;
                return cpu(before, contestant) + part * (cpu(after, contestant) - cpu(before, contestant));
            }
            before = after;
        }
        return cpu(before, contestant);
    }

    private static long cpu(Sample sample, boolean contestant) {
        return contestant ? sample.contestantMillis : sample.brokerMillis;
    }
}
