package dev.forebay.runtime.metrics;

import dev.forebay.engine.window.StatePart;
import dev.forebay.plan.Plan;
import dev.forebay.runtime.journal.Bootstrap;
import dev.forebay.runtime.journal.Counts;
import dev.forebay.runtime.snapshot.SnapshotFigures;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * A run's metrics for Prometheus, prefix {@code forebay_}. They are read from the run's own figures when they are asked for, so counting
 * costs nothing.
 */
public final class RuntimeMetrics {
    private static final String PIPELINE = "pipeline";
    private static final long[] LATENCY_BOUNDS_MILLIS = {
        1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000, 300_000, 3_600_000
    };

    private final PrometheusRegistry registry;
    private final String pipeline;
    private final RunMonitor monitor;

    private RuntimeMetrics(PrometheusRegistry registry, String pipeline, RunMonitor monitor) {
        this.registry = registry;
        this.pipeline = pipeline;
        this.monitor = monitor;
    }

    /**
     * Registers a run.
     *
     * @param sinkNames what each sink is called, in the definition's order
     */
    public static void register(
            PrometheusRegistry registry,
            Plan plan,
            List<String> sinkNames,
            String version,
            String digest,
            RunMonitor monitor,
            RunFigures figures) {
        RuntimeMetrics metrics = new RuntimeMetrics(registry, plan.pipeline(), monitor);
        metrics.info(version, digest);
        metrics.counters(plan, sinkNames);
        metrics.gauges(figures);
        metrics.histograms();
    }

    private void info(String version, String digest) {
        Info.builder()
                .name("forebay_build_info")
                .help("The version of Forebay.")
                .labelNames("version", "java")
                .register(registry)
                .setLabelValues(version, String.valueOf(Runtime.version().feature()));
        Info.builder()
                .name("forebay_release_info")
                .help("The release that runs.")
                .labelNames(PIPELINE, "release")
                .register(registry)
                .setLabelValues(pipeline, digest);
    }

    private void counters(Plan plan, List<String> sinkNames) {
        counter("forebay_events_read_total", "Events read whose outcome is committed.", Counts::read);
        counter("forebay_events_emitted_total", "Events written to at least one sink.", Counts::emitted);
        counter(
                "forebay_events_absorbed_total",
                "Accepted events that no sink wanted, and skipped ones.",
                Counts::absorbed);
        counter(
                "forebay_events_skipped_total",
                "Absorbed events that were in the history that the pipeline began with.",
                Counts::skipped);
        labelled(
                "forebay_bootstrap_events_total",
                "Events of the history that this run took in before it went live, by what became of them.",
                "outcome",
                out -> {
                    Bootstrap taken = monitor.bootstrap();
                    if (taken != null) {
                        out.accept("absorbed", (double) taken.absorbed());
                        out.accept("rejected", (double) taken.rejected());
                        out.accept("ahead", (double) taken.ahead());
                    }
                });
        counter("forebay_events_dead_lettered_total", "Events written to the dead letters.", Counts::rejected);
        counter("forebay_events_late_total", "Accepted events that came later than the lateness allows.", Counts::late);
        counter(
                "forebay_events_incomplete_total",
                "Accepted events that came when a part of their windows may have been let go.",
                Counts::incomplete);
        labelled(
                "forebay_events_rejected_total",
                "Reasons for which events were rejected; an event may have several.",
                "reason",
                out -> monitor.counts().reasons().forEach((reason, count) -> out.accept(reason, (double) count)));
        labelled("forebay_records_written_total", "Records written to each sink.", "sink", out -> {
            List<Long> perSink = monitor.counts().sinks();
            for (int i = 0; i < sinkNames.size(); i++) {
                out.accept(sinkNames.get(i), i < perSink.size() ? (double) perSink.get(i) : 0.0);
            }
        });
        labelled("forebay_check_warnings_total", "Events on which a check that warns was false.", "check", out -> {
            long[] warnings = monitor.warnings();
            for (int i = 0; i < plan.checks().size(); i++) {
                if (!plan.checks().get(i).rejects()) {
                    out.accept(plan.checks().get(i).name(), i < warnings.length ? (double) warnings[i] : 0.0);
                }
            }
        });
        CounterWithCallback.builder()
                .name("forebay_non_finite_values_total")
                .help("NaNs and infinities written as null, because the format has neither.")
                .labelNames(PIPELINE)
                .callback(out -> out.call((double) monitor.nonFinite(), pipeline))
                .register(registry);
        CounterWithCallback.builder()
                .name("forebay_commits_total")
                .help("Transactions committed.")
                .labelNames(PIPELINE)
                .callback(out -> out.call((double) monitor.commits(), pipeline))
                .register(registry);
    }

    private void counter(String name, String help, ToLongFunction<Counts> value) {
        CounterWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames(PIPELINE)
                .callback(out -> out.call((double) value.applyAsLong(monitor.counts()), pipeline))
                .register(registry);
    }

    private void labelled(String name, String help, String label, Consumer<BiConsumer<String, Double>> values) {
        CounterWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames(PIPELINE, label)
                .callback(out -> values.accept((key, value) -> out.call(value, pipeline, key)))
                .register(registry);
    }

    private void gauges(RunFigures figures) {
        gauge("forebay_events_held", "Events that wait for their turn.", f -> monitor.held(), figures);
        gauge(
                "forebay_consumer_lag_seconds",
                "Age of the newest committed event when it was committed, and how long no broker has answered since.",
                RunFigures::lagSeconds,
                figures);
        gauge(
                "forebay_frames_in_flight",
                "Batches received and not yet computed.",
                RunFigures::framesInFlight,
                figures);
        gauge("forebay_state_bytes", "Memory that the state takes.", RunFigures::stateBytes, figures);
        windows(figures);
        snapshots(figures);
        gauge("forebay_waiting_for_broker", "1 while no broker answers.", f -> f.waitingForBroker() ? 1 : 0, figures);
        GaugeWithCallback.builder()
                .name("forebay_consumer_lag_records")
                .help("Records of the source after the last one received.")
                .labelNames(PIPELINE, "partition")
                .callback(out -> figures.lagRecords()
                        .forEach((partition, lag) -> out.call(lag, pipeline, Integer.toString(partition))))
                .register(registry);
    }

    private void windows(RunFigures figures) {
        perKey("forebay_state_keys", "Keys that windows know.", StatePart.Figures::keys, figures);
        perKey(
                "forebay_state_events",
                "Events that windows hold, those included that none sees any more and that are not let go yet.",
                StatePart.Figures::events,
                figures);
        perKey("forebay_state_window_bytes", "Memory that windows take.", StatePart.Figures::bytes, figures);
    }

    private void perKey(String name, String help, ToLongFunction<StatePart.Figures> value, RunFigures figures) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames(PIPELINE, "by")
                .callback(out -> figures.windows()
                        .forEach((columns, held) -> out.call((double) value.applyAsLong(held), pipeline, columns)))
                .register(registry);
    }

    private void snapshots(RunFigures figures) {
        snapshot(
                "forebay_snapshot_age_seconds",
                "How long ago the newest snapshot of the state was written.",
                newest -> Math.max(0, System.currentTimeMillis() - newest.atMillis()) / 1000.0,
                figures);
        snapshot(
                "forebay_snapshot_bytes",
                "The size of the newest snapshot; of an increment, what it adds.",
                SnapshotFigures::bytes,
                figures);
        snapshot(
                "forebay_snapshot_duration_seconds",
                "How long it took to write the newest snapshot, while events went on.",
                SnapshotFigures::seconds,
                figures);
    }

    private void snapshot(String name, String help, ToDoubleFunction<SnapshotFigures> value, RunFigures figures) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames(PIPELINE)
                .callback(out -> {
                    SnapshotFigures newest = figures.newestSnapshot();
                    if (newest != null) {
                        out.call(value.applyAsDouble(newest), pipeline);
                    }
                })
                .register(registry);
    }

    private void gauge(String name, String help, ToDoubleFunction<RunFigures> value, RunFigures figures) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames(PIPELINE)
                .callback(out -> out.call(value.applyAsDouble(figures), pipeline))
                .register(registry);
    }

    private void histograms() {
        histogram(
                "forebay_end_to_end_latency_seconds",
                "From an event's record timestamp to its commit.",
                this::latencySnapshot);
        histogram(
                "forebay_commit_duration_seconds",
                "How long a commit took, without the writing before it.",
                metadata -> snapshot(metadata, monitor.commitDurations()));
        histogram(
                "forebay_batch_duration_seconds",
                "How long parsing, computing and encoding a batch took.",
                metadata -> snapshot(metadata, monitor.batchDurations()));
    }

    private void histogram(String name, String help, Function<MetricMetadata, MetricSnapshot> snapshot) {
        MetricMetadata metadata = new MetricMetadata(name, help, Unit.SECONDS);
        registry.register(new Collector() {
            @Override
            public MetricSnapshot collect() {
                return snapshot.apply(metadata);
            }
        });
    }

    private MetricSnapshot latencySnapshot(MetricMetadata metadata) {
        LatencyHistogram latency = monitor.latency();
        ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
        long below = 0;
        for (long bound : LATENCY_BOUNDS_MILLIS) {
            long upTo = latency.countUpTo(bound);
            buckets.bucket(bound / 1000.0, upTo - below);
            below = upTo;
        }
        buckets.bucket(Double.POSITIVE_INFINITY, latency.count() - below);
        return snapshot(metadata, buckets.build(), latency.sumMillis() / 1000.0);
    }

    private MetricSnapshot snapshot(MetricMetadata metadata, DurationCounts counts) {
        ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
        for (int i = 0; i < DurationCounts.BOUNDS.length; i++) {
            buckets.bucket(DurationCounts.BOUNDS[i], counts.counts[i]);
        }
        buckets.bucket(Double.POSITIVE_INFINITY, counts.counts[DurationCounts.BOUNDS.length]);
        return snapshot(metadata, buckets.build(), counts.sumSeconds);
    }

    private MetricSnapshot snapshot(MetricMetadata metadata, ClassicHistogramBuckets buckets, double sum) {
        return new HistogramSnapshot(
                metadata,
                List.of(new HistogramSnapshot.HistogramDataPointSnapshot(
                        buckets, sum, Labels.of(PIPELINE, pipeline), null, 0L)));
    }
}
