package dev.forebay.runtime.fit;

import dev.forebay.definition.Definition;
import dev.forebay.definition.Located;
import dev.forebay.engine.fit.FitColumn;
import dev.forebay.engine.fit.GroupFit;
import dev.forebay.engine.fit.UnfitDataException;
import dev.forebay.engine.model.Scorers;
import dev.forebay.formats.parquet.RowPacker;
import dev.forebay.plan.Plan;
import dev.forebay.plan.fit.GroupToFit;
import dev.forebay.plan.fitted.BlockColumn;
import dev.forebay.plan.fitted.FittedState;
import dev.forebay.plan.fitted.FittedTransform;
import dev.forebay.plan.fitted.PipelineState;
import dev.forebay.plan.fitted.Precision;
import dev.forebay.plan.fitted.UnfitInputException;
import dev.forebay.plan.resolve.FitResolver;
import dev.forebay.plan.resolve.FittedStateLoader;
import dev.forebay.plan.resolve.Resolver;
import dev.forebay.plan.stored.StoredState;
import dev.forebay.runtime.backfill.BackfillStatus;
import dev.forebay.runtime.backfill.HistoryFlow;
import dev.forebay.runtime.backfill.InputFile;
import dev.forebay.runtime.backfill.TrainingOutput;
import dev.forebay.runtime.bootstrap.TopicInput;
import dev.forebay.runtime.failure.RunFailure;
import dev.forebay.runtime.failure.RuntimeCode;
import dev.forebay.runtime.frame.EncodedFrame;
import dev.forebay.runtime.frame.OutputRules;
import dev.forebay.runtime.load.FittedFiles;
import dev.forebay.types.Column;
import dev.forebay.types.diagnostic.Diagnostic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A fit: the groups of a definition that have no state get it from a history.
 *
 * <p>Groups that read what another one makes come after it: the history is read once for each level. The engine that scores live events
 * computes the columns, with checks, windows and the order of events; rejected events take no part. What is learned is a function of
 * the history alone: same events, same bits, with any number of workers. <b>The cut-off</b>: only events before {@code until} are fitted
 * on, and a target that becomes known some time after its event only where it was known by then. State appears in the directory when all of
 * it is there. {@link #run} blocks and is called once; {@link #stop} and {@link #status} may be called from any thread.
 */
public final class FitRun {
    private static final int HEAP_SHARE = 3;

    private final FitOptions options;
    private final Definition definition;
    private final Map<String, FittedTransform> fitted = new HashMap<>();
    private final List<FitSummary.Group> groups = new ArrayList<>();
    private final TrainedColumns trained = new TrainedColumns();
    private final long began = System.nanoTime();
    private @Nullable TopicInput topic;
    private volatile @Nullable InputFile input;
    private volatile boolean stopAsked;
    private final AtomicLong read = new AtomicLong();
    private long emitted;
    private final AtomicLong rejected = new AtomicLong();
    private long absorbed;
    private final Map<String, Long> reasons = new TreeMap<>();

    public FitRun(FitOptions options) {
        this.options = options;
        this.definition = toFit(options.definition(), options.all());
    }

    /**
     * What of a definition a fit goes by: no model, which is trained afterwards, nor what is made of its predictions; and where all groups are
     * fitted, no group that has steps names a file.
     */
    private static Definition toFit(Definition d, boolean all) {
        Set<String> predictions = predictions(d);
        return new Definition(
                d.text(),
                d.pipeline(),
                d.source(),
                d.event(),
                d.schema(),
                d.checks(),
                d.windows(),
                d.features(),
                d.transforms().stream()
                        .map(group -> !all || group.steps().isEmpty()
                                ? group
                                : new Definition.TransformGroup(
                                        group.name(), group.columns(), group.steps(), group.suffix(), null))
                        .toList(),
                new Definition.Output(
                        d.output().span(),
                        d.output().keep().stream()
                                .filter(name -> !predictions.contains(name.value()))
                                .toList(),
                        d.output().vector()),
                null,
                d.model() == null ? d.sinks() : List.of(),
                d.deadLetters(),
                d.state(),
                d.tests());
    }

    private static Set<String> predictions(Definition d) {
        Definition.Model model = d.model();
        if (model == null) {
            return Set.of();
        }
        Set<String> names = new HashSet<>(Set.of("prediction"));
        model.outputs().forEach(output -> names.add(output.column().value()));
        return names;
    }

    /**
     * Fits all groups.
     *
     * @throws FitFailure where the definition cannot be fitted
     * @throws RunFailure where the history cannot be read, or does not do
     */
    public FitSummary run() {
        int passes = 0;
        while (true) {
            FitResolver.Level level = FitResolver.next(definition, new Known());
            if (level.hasErrors()) {
                throw new FitFailure(level.diagnostics());
            }
            Plan plan = level.plan();
            if (plan == null) {
                break;
            }
            requireCutOff(level.groups(), plan);
            fit(level.groups(), pass(plan), plan);
            passes++;
        }
        if (passes == 0) {
            throw RunFailure.of(
                    RuntimeCode.FIT_REQUEST,
                    "there is nothing to fit: every group of transforms names its state",
                    definition.transforms().isEmpty()
                            ? "the definition has no section 'transforms'"
                            : "--all fits groups anew that name a file");
        }
        Path training = options.training();
        TrainingOutput out = training == null ? null : train(training);
        try (out) {
            write();
            if (out != null) {
                out.finish();
            }
        }
        return new FitSummary(
                definition.pipeline().value(),
                passes,
                read.get(),
                emitted,
                rejected.get(),
                absorbed,
                reasons,
                groups,
                Duration.ofNanos(System.nanoTime() - began));
    }

    /** Ends the run; no state is left. */
    public void stop() {
        stopAsked = true;
    }

    /** Where the present pass stands. */
    public BackfillStatus status() {
        InputFile in = input;
        return new BackfillStatus(
                Duration.ofNanos(System.nanoTime() - began),
                read.get(),
                0,
                rejected.get(),
                in == null ? 0 : in.share());
    }

    private void requireCutOff(List<GroupToFit> level, Plan plan) {
        if ((options.since() != null || options.until() != null) && plan.event().timeSlot() < 0) {
            throw RunFailure.of(
                    RuntimeCode.FIT_REQUEST,
                    "--since and --until need 'event: {time: ...}'",
                    "which events are in the range is a matter of the event's time");
        }
        for (GroupToFit group : level) {
            if (group.targetKnownAfterMicros() > 0 && options.until() == null) {
                throw RunFailure.of(
                        RuntimeCode.FIT_REQUEST,
                        "'" + group.name() + "' is fitted with '" + group.target()
                                + "', which is known only some time after its event, and --until is missing",
                        "with --until TIME only targets are used that were known at that time",
                        "such as --until 2026-03-01");
            }
        }
    }

    private Columns pass(Plan plan) {
        Plan collecting = plan.withOneSink(plan.keep());
        List<Column> names = plan.keep().stream().map(Plan.OutputColumn::column).toList();
        Columns columns = new Columns(names, Runtime.getRuntime().maxMemory() / HEAP_SHARE);
        OutputRules rules = new OutputRules(
                collecting, List.of("fit"), List.of(Integer.MAX_VALUE), options.since(), options.until());
        read.set(0);
        emitted = 0;
        rejected.set(0);
        absorbed = 0;
        reasons.clear();
        try (InputFile in = open(collecting)) {
            input = in;
            new HistoryFlow(rules, Scorers.idle(), options.workers(), "the fit")
                    .run(in, RowPacker::new, () -> stopAsked, frame -> {
                        columns.take(frame);
                        count(frame);
                    });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw RunFailure.caused(RuntimeCode.STOPPED_EARLY, e, "the fit was interrupted", "no output was left");
        }
        return columns;
    }

    /** The features of the events of the fit, computed with all that was fitted; the columns of target encoders cross-fitted. */
    private TrainingOutput train(Path to) {
        List<Diagnostic> wrong = FitResolver.trainable(definition, new Known());
        Plan plan = wrong.isEmpty() ? Resolver.resolve(definition, new Known()).plan() : null;
        if (plan == null) {
            throw new FitFailure(wrong);
        }
        Plan writing = plan.withOneSink(plan.output());
        OutputRules rules = new OutputRules(
                writing, List.of("training"), List.of(Integer.MAX_VALUE), options.since(), options.until());
        TrainingOutput out = TrainingOutput.open(to, plan, options.overwrite());
        boolean whole = false;
        try (InputFile in = open(writing)) {
            input = in;
            TrainingOutput.Replacement replacement = trained.replacement(plan);
            new HistoryFlow(rules, Scorers.idle(), options.workers(), "the fit")
                    .run(in, RowPacker::new, () -> stopAsked, frame -> out.write(frame, replacement));
            whole = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw RunFailure.caused(RuntimeCode.STOPPED_EARLY, e, "the fit was interrupted", "no output was left");
        } finally {
            if (!whole) {
                out.close();
            }
        }
        return out;
    }

    private InputFile open(Plan plan) {
        if (options.topic() == null) {
            return InputFile.open(options.from(), definition.source(), plan);
        }
        TopicInput found = topic == null ? TopicInput.find(options.topic(), definition) : topic;
        topic = found;
        return found.open(plan);
    }

    private void count(EncodedFrame frame) {
        read.addAndGet(frame.read);
        emitted += frame.emitted;
        rejected.addAndGet(frame.rejected.size());
        absorbed += frame.absorbed;
        frame.reasons.forEach((reason, count) -> reasons.merge(reason, count, Long::sum));
    }

    private void fit(List<GroupToFit> level, Columns columns, Plan plan) {
        for (GroupToFit group : level) {
            int[] rows = rows(group, columns, plan);
            List<FitColumn> block = new ArrayList<>();
            group.columns().forEach(name -> block.add(chosen(columns.column(name), rows)));
            try {
                FittedState state = fit(group, block, columns, rows);
                FittedTransform transform = new FittedTransform(
                        state, group.columns(), Precision.FLOAT64, options.producedBy(), options.until());
                fitted.put(group.name(), transform);
                Path file = FittedFiles.fileOf(options.to(), group.name());
                groups.add(new FitSummary.Group(
                        group.name(), words(state), rows.length, width(state, block), file, sha256(transform)));
            } catch (UnfitDataException e) {
                throw unfit(group, e, rows.length);
            } catch (OutOfMemoryError e) {
                // What it was to be fitted on is unreachable now, so that there is room for the words.
                throw Columns.tooLarge("'" + group.name() + "' on " + rows.length + " events");
            }
        }
    }

    private FittedState fit(GroupToFit group, List<FitColumn> block, Columns columns, int[] rows)
            throws UnfitDataException {
        String target = group.target();
        if (target == null) {
            return GroupFit.fit(group.steps(), block, group.columns(), null, "");
        }
        FitColumn targets = chosen(columns.column(target), rows);
        if (options.training() == null) {
            return GroupFit.fit(group.steps(), block, group.columns(), targets, target);
        }
        GroupFit.Trained both = GroupFit.fitTransform(group.steps(), block, group.columns(), targets, target);
        trained.add(group.name(), columns, rows, both.trained());
        return both.state();
    }

    private RunFailure unfit(GroupToFit group, UnfitDataException e, int rows) {
        List<String> notes = new ArrayList<>(e.notes());
        notes.add("it was to be fitted on " + rows + (rows == 1 ? " event" : " events") + " of '" + options.from() + "'"
                + (options.until() == null ? "" : " before " + options.until()));
        Diagnostic diagnostic = new Diagnostic(
                RuntimeCode.UNFIT_DATA,
                definition.transforms().stream()
                        .filter(one -> one.name().value().equals(group.name()))
                        .findFirst()
                        .orElseThrow()
                        .name()
                        .span(),
                "'" + group.name() + "' cannot be fitted: " + e.getMessage(),
                notes);
        return new RunFailure(diagnostic, e);
    }

    /** The rows that a group is fitted on: with a target, those whose target was known at the cut-off. */
    private int[] rows(GroupToFit group, Columns columns, Plan plan) {
        int[] rows = new int[columns.rows()];
        int count = 0;
        String target = group.target();
        FitColumn known = target == null ? null : columns.column(target);
        Instant until = options.until();
        long[] times = null;
        if (group.targetKnownAfterMicros() > 0) {
            times = columns.micros(plan.columns().get(plan.event().timeSlot()).name());
        }
        for (int row = 0; row < columns.rows(); row++) {
            boolean early =
                    times == null || until == null || times[row] + group.targetKnownAfterMicros() <= micros(until);
            if (early && (known == null || !known.isMissing(row))) {
                rows[count++] = row;
            }
        }
        return Arrays.copyOf(rows, count);
    }

    private static long micros(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000L);
    }

    private static FitColumn chosen(FitColumn column, int[] rows) {
        if (rows.length == column.rows()) {
            return column;
        }
        if (column instanceof FitColumn.Texts texts) {
            int[] codes = new int[rows.length];
            for (int i = 0; i < rows.length; i++) {
                codes[i] = texts.codes()[rows[i]];
            }
            return new FitColumn.Texts(codes, texts.texts());
        }
        FitColumn.Numbers numbers = (FitColumn.Numbers) column;
        double[] values = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            values[i] = numbers.values()[rows[i]];
        }
        return new FitColumn.Numbers(values, numbers.kind());
    }

    private static String words(FittedState state) {
        return state instanceof PipelineState pipeline
                ? String.join(
                        ", then ",
                        pipeline.steps().stream()
                                .map(step -> step.state().transformer())
                                .toList())
                : state.transformer();
    }

    private static int width(FittedState state, List<FitColumn> block) {
        List<BlockColumn> inputs = new ArrayList<>();
        for (int i = 0; i < block.size(); i++) {
            inputs.add(BlockColumn.input(
                    i,
                    "c" + i,
                    block.get(i) instanceof FitColumn.Texts ? BlockColumn.Kind.TEXTS : BlockColumn.Kind.NUMBERS));
        }
        try {
            return state.outputs(inputs).size();
        } catch (UnfitInputException e) {
            throw new IllegalStateException("what was fitted on a block takes it", e);
        }
    }

    private static String sha256(FittedTransform transform) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(StoredState.write(transform).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** All files under other names first, so that a failure leaves what was there. */
    private void write() {
        Map<Path, Path> written = new HashMap<>();
        try {
            Files.createDirectories(options.to());
            for (FitSummary.Group group : groups) {
                Path file = group.file();
                if (Files.exists(file) && !options.overwrite()) {
                    throw RunFailure.of(
                            RuntimeCode.OUTPUT_EXISTS,
                            "'" + file + "' exists",
                            "name another directory, or say --overwrite to replace what was fitted");
                }
                FittedTransform transform = fitted.get(group.name());
                if (transform != null) {
                    Path temporary = file.resolveSibling("." + file.getFileName() + ".tmp");
                    Files.writeString(temporary, StoredState.write(transform));
                    written.put(temporary, file);
                }
            }
            for (Map.Entry<Path, Path> move : written.entrySet()) {
                Files.move(move.getKey(), move.getValue(), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            for (Path temporary : written.keySet()) {
                deleteQuietly(temporary);
            }
            throw RunFailure.caused(
                    RuntimeCode.CANNOT_WRITE,
                    e,
                    "'" + options.to() + "' cannot be written",
                    "the system says: " + e.getMessage());
        }
    }

    private static void deleteQuietly(Path temporary) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            // What kept it from being written is told already.
        }
    }

    /** What is fitted by now, and what the definition's files hold. */
    private final class Known implements FittedStateLoader {
        private final FittedFiles files = new FittedFiles(options.file(), null);

        @Override
        public Loaded load(Located<String> path) {
            return files.load(path);
        }

        @Override
        public Loaded ofGroup(Located<String> group) {
            return new Loaded(fitted.get(group.value()), List.of());
        }
    }
}
