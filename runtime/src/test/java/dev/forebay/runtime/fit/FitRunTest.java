package dev.forebay.runtime.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.plan.fitted.Category;
import dev.forebay.plan.fitted.FittedTransform;
import dev.forebay.plan.fitted.StandardScalerState;
import dev.forebay.plan.fitted.TargetEncoderState;
import dev.forebay.plan.stored.StoredState;
import dev.forebay.runtime.backfill.Backfill;
import dev.forebay.runtime.backfill.BackfillOptions;
import dev.forebay.runtime.failure.RunFailure;
import dev.forebay.runtime.failure.RuntimeCode;
import dev.forebay.runtime.load.LoadResult;
import dev.forebay.runtime.load.PipelineLoader;
import dev.forebay.types.diagnostic.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FitRunTest {
    private static final String CUT_OFF = "\\s*\"until\": \"[^\"]*\",";

    private static final int EVENTS = 2000;
    private static final Instant CUT = Instant.parse("2026-02-01T00:00:00Z");

    @TempDir
    Path directory;

    private FittingFiles files;

    @BeforeEach
    void files() {
        files = new FittingFiles(directory);
    }

    @Test
    void groups_thatNeedOneAnother_areFittedLevelByLevel() throws IOException {
        Path history = files.history(EVENTS, 1);
        FitOptions options = files.options(FittingFiles.TWO_LEVELS, history);

        FitSummary summary = new FitRun(options).run();

        assertThat(summary.passes()).isEqualTo(2);
        assertThat(summary.groups()).extracting(FitSummary.Group::name).containsExactly("first", "second");
        assertThat(summary.read()).isEqualTo(summary.fitted() + summary.rejected() + summary.absorbed());
        assertThat(summary.fitted()).isEqualTo(EVENTS);
        StandardScalerState second = (StandardScalerState) state("second").state();
        // The first group takes the mean off, so that what the second one sees has none but rounding.
        assertThat(Objects.requireNonNull(second.mean()).get(0)).isBetween(-1e-12, 1e-12);
        assertThat(Objects.requireNonNull(second.mean()).get(2)).isBetween(2.0, 4.0);
        assertThat(state("second").columns()).containsExactly("amount_1", "times_usual_1", "amount_log");
    }

    @Test
    void definition_withWhatWasFitted_runs() throws IOException {
        Path history = files.history(EVENTS, 1);
        FitOptions options = files.options(FittingFiles.TWO_LEVELS, history);
        new FitRun(options).run();

        LoadResult without = PipelineLoader.load(options.file(), name -> null);
        LoadResult with = PipelineLoader.load(options.file(), name -> null, options.to());

        assertThat(without.diagnostics().toString()).contains("FB5101", "--fitted DIR");
        assertThat(with.diagnostics()).isEmpty();
        Path out = directory.resolve("features.jsonl");
        new Backfill(BackfillOptions.of(Objects.requireNonNull(with.pipeline()), history, out)).run();
        double sum = 0;
        int rows = 0;
        for (String line : Files.readAllLines(out)) {
            if (!line.contains("\"amount_1_2\":null")) {
                sum += Double.parseDouble(line.replaceFirst(".*\"amount_1_2\":([^,}]*).*", "$1"));
                rows++;
            }
        }
        assertThat(sum / rows).isBetween(-1e-12, 1e-12);
    }

    @Test
    void definition_withAModelThatIsNotThereYet_isFitted() throws IOException {
        String text = FittingFiles.TWO_LEVELS.replace(
                "output: {keep: [id]", "model: {onnx: nowhere.onnx}\noutput: {keep: [id, prediction]");
        Path training = directory.resolve("training.csv");
        FitOptions options = files.options(text, files.history(100, 1)).withTraining(training);
        assertThat(new FitRun(options).run().groups()).hasSize(2);
        assertThat(Files.readAllLines(training).get(0)).isEqualTo("id,amount_1_2,times_usual_1_2,amount_log_2");
    }

    @Test
    void state_anyNumberOfWorkers_hasTheSameBytes() throws IOException {
        Path history = files.history(EVENTS * 5, 2);
        FitOptions options = files.options(FittingFiles.TWO_LEVELS, history).withOverwrite(true);
        new FitRun(options).run();
        List<String> one = texts();
        new FitRun(options.withWorkers(3)).run();
        assertThat(texts()).isEqualTo(one);
    }

    @Test
    void events_outOfOrder_orderedByTime_giveWhatTheyGiveInOrder() throws IOException {
        Path history = files.history(500, 8);
        List<String> lines = new ArrayList<>(Files.readAllLines(history));
        lines.removeIf(line -> line.startsWith("{broken"));
        Files.write(history, lines);
        FitOptions inOrder = files.options(FittingFiles.TWO_LEVELS, history).withOverwrite(true);
        new FitRun(inOrder).run();
        List<String> wanted = texts();

        for (int i = 0; i + 3 < lines.size(); i += 4) {
            Collections.swap(lines, i, i + 3);
        }
        Files.write(history, lines);
        new FitRun(inOrder).run();
        assertThat(texts()).as("in another order windows and sums are others").isNotEqualTo(wanted);
        String byTime = FittingFiles.TWO_LEVELS.replace("time: at}", "time: at, order: time, lateness: 1d}");
        for (int workers : List.of(1, 3)) {
            new FitRun(files.options(byTime, history).withOverwrite(true).withWorkers(workers)).run();
            assertThat(texts()).isEqualTo(wanted);
        }
    }

    @Test
    void events_atOrAfterTheCutOff_changeNothing() throws IOException {
        Path history = files.history(EVENTS, 3);
        FitOptions options = files.options(FittingFiles.TWO_LEVELS, history)
                .withOverwrite(true)
                .withRange(null, CUT);
        FitSummary cut = new FitRun(options).run();
        List<String> texts = texts();

        List<String> before = new ArrayList<>();
        for (String line : Files.readAllLines(history)) {
            if (line.startsWith("{broken") || line.contains("\"at\":\"2026-01")) {
                before.add(line);
            }
        }
        Files.write(history, before);
        FitSummary part = new FitRun(options.withRange(null, null)).run();

        // But for the cut-off itself, which the state tells those who evaluate on later events.
        assertThat(texts).isNotEmpty().allSatisfy(text -> assertThat(text).containsPattern(CUT_OFF));
        assertThat(texts())
                .isEqualTo(texts.stream()
                        .map(text -> text.replaceFirst(CUT_OFF, ""))
                        .toList());
        assertThat(part.fitted()).isEqualTo(cut.fitted()).isEqualTo(31 * 24);
        assertThat(cut.absorbed()).isEqualTo(EVENTS - 31 * 24);
    }

    @Test
    void targets_knownAfterTheCutOff_areNotUsed() throws IOException {
        Path history = files.history(EVENTS, 4);
        FitOptions options =
                files.options(FittingFiles.TARGET, history).withOverwrite(true).withRange(null, CUT);
        FitSummary summary = new FitRun(options).run();
        String text = texts().get(0);

        // Turning the labels of the last day before the cut-off, and of all days behind, must not be noticed.
        List<String> turned = new ArrayList<>();
        for (String line : Files.readAllLines(history)) {
            boolean known = line.startsWith("{broken")
                    || (line.contains("\"at\":\"2026-01") && !line.contains("\"at\":\"2026-01-31T"))
                    || line.contains("\"at\":\"2026-01-31T00:00:00Z");
            turned.add(known ? line : line.replace("\"fraud\":false", "\"fraud\":true"));
        }
        Files.write(history, turned);
        new FitRun(options).run();

        assertThat(texts()).containsExactly(text);
        assertThat(summary.groups().get(0).rows())
                .isLessThanOrEqualTo(30 * 24 + 1)
                .isGreaterThan(600);
        TargetEncoderState state = (TargetEncoderState) state("channels").state();
        assertThat(state.target()).isEqualTo(TargetEncoderState.Target.BINARY);
        assertThat(state.categories().get(0))
                .containsExactly(
                        new Category.Text("app"),
                        new Category.Text("pos"),
                        new Category.Text("web"),
                        Category.Missing.NAN);
    }

    @Test
    void trainingOutput_isTheBackfillWithCrossFittedColumns() throws IOException {
        Path history = files.history(EVENTS, 7);
        Path training = directory.resolve("training.jsonl");
        FitOptions options =
                files.options(FittingFiles.TARGET, history).withRange(null, CUT).withTraining(training);
        FitSummary summary = new FitRun(options).run();

        Path plain = directory.resolve("plain.jsonl");
        LoadResult loaded = PipelineLoader.load(options.file(), name -> null, options.to());
        new Backfill(BackfillOptions.of(Objects.requireNonNull(loaded.pipeline()), history, plain)
                        .withRange(null, CUT))
                .run();
        List<String> trained = Files.readAllLines(training);
        List<String> scored = Files.readAllLines(plain);
        assertThat(trained).hasSameSizeAs(scored).hasSize((int) summary.fitted());
        int differ = 0;
        for (int i = 0; i < trained.size(); i++) {
            String rate = ",\"channel_rate\":.*";
            assertThat(trained.get(i).replaceFirst(rate, ""))
                    .isEqualTo(scored.get(i).replaceFirst(rate, ""));
            differ += trained.get(i).equals(scored.get(i)) ? 0 : 1;
        }
        // Every event of the fit is encoded without its own fold; the others have nothing to hide.
        assertThat(differ).isEqualTo(summary.groups().get(0).rows());
        assertThat(trained.stream()
                        .map(line -> line.replaceFirst(".*\"channel_rate\":", ""))
                        .distinct())
                .as("five folds and the plain one, of four categories")
                .hasSizeLessThanOrEqualTo(24)
                .hasSizeGreaterThan(12);
    }

    @Test
    void group_thatReadsATargetEncoder_isNotFitted() throws IOException {
        String text = FittingFiles.TARGET
                .replace(
                        "suffix: _rate}\n",
                        "suffix: _rate}\n  scaled: {columns: [channels], steps: [StandardScaler: {}], suffix: _s}\n")
                .replace("vector: [channels]", "vector: [scaled]");
        FitRun fit = new FitRun(files.options(text, files.history(100, 5)).withRange(null, CUT));
        assertThatThrownBy(fit::run)
                .isInstanceOfSatisfying(
                        FitFailure.class,
                        failure -> assertThat(failure.diagnostics().toString())
                                .contains("FB4212", "which has seen the targets", "in the same group"));
    }

    @Test
    void trainingOutput_ofWhatIsComputedFromEncodedTargets_isRefused() throws IOException {
        String text = FittingFiles.TARGET
                .replace("  times_usual", "  twice: 2 * channel_rate\n  times_usual")
                .replace("keep: [id", "keep: [twice, id");
        FitOptions options = files.options(text, files.history(EVENTS, 5)).withRange(null, CUT);
        FitRun fit = new FitRun(options.withTraining(directory.resolve("training.parquet")));
        assertThatThrownBy(fit::run)
                .isInstanceOfSatisfying(
                        FitFailure.class,
                        failure -> assertThat(failure.diagnostics().toString())
                                .contains("'twice' is computed from what the TargetEncoder of 'channels' makes"));
        assertThat(new FitRun(options).run().groups()).hasSize(1);
    }

    @Test
    void target_knownLater_needsACutOff() throws IOException {
        FitRun fit = new FitRun(files.options(FittingFiles.TARGET, files.history(10, 5)));
        assertThatThrownBy(fit::run)
                .isInstanceOf(RunFailure.class)
                .hasMessageContaining("known only some time after its event, and --until is missing");
    }

    @Test
    void target_thatTheGroupCouldSee_isRefused() throws IOException {
        String text = FittingFiles.TARGET
                .replace(", known_after: 1d", "")
                .replace("  times_usual", "  leak: CASE WHEN fraud THEN 'x' ELSE channel END\n  times_usual")
                .replace("columns: [channel]", "columns: [leak]");
        FitRun fit = new FitRun(files.options(text, files.history(10, 5)));
        assertThatThrownBy(fit::run)
                .isInstanceOfSatisfying(
                        FitFailure.class,
                        failure -> assertThat(failure.diagnostics().toString())
                                .contains("FB4212", "'fraud' is the target of 'channels'"));
    }

    @Test
    void column_knownLater_cannotBeFittedOn() throws IOException {
        String text = FittingFiles.TARGET.replace("columns: [channel]", "columns: [fraud]");
        FitRun fit = new FitRun(files.options(text, files.history(10, 5)));
        assertThatThrownBy(fit::run)
                .isInstanceOfSatisfying(
                        FitFailure.class,
                        failure -> assertThat(failure.diagnostics().toString())
                                .contains("FB4212", "no transform can read it"));
    }

    @Test
    void definition_withMistakes_isToldAll() throws IOException {
        String text = FittingFiles.TWO_LEVELS
                .replace("amount_log: LN", "amount_log: LNN")
                .replace("with_std: false", "with_std: maybe");
        FitRun fit = new FitRun(files.options(text, files.history(10, 5)));
        assertThatThrownBy(fit::run)
                .isInstanceOfSatisfying(
                        FitFailure.class,
                        failure -> assertThat(failure.diagnostics().toString()).contains("FB2103"));
    }

    @Test
    void parameter_ofAnotherKind_isTold() throws IOException {
        String text = FittingFiles.TWO_LEVELS.replace("with_std: false", "with_std: maybe");
        FitRun fit = new FitRun(files.options(text, files.history(10, 5)));
        assertThatThrownBy(fit::run)
                .isInstanceOfSatisfying(
                        FitFailure.class,
                        failure -> assertThat(failure.diagnostics().toString())
                                .contains("FB5106", "'with_std' of StandardScaler is true or false, found 'maybe'"));
    }

    @Test
    void data_thatScikitLearnWouldRefuse_isRefusedWithItsColumn() throws IOException {
        String text =
                FittingFiles.TWO_LEVELS.replace("amount_log: LN(1 + ABS(amount))", "amount_log: 1 / (amount - amount)");
        FitRun fit = new FitRun(files.options(text, files.history(100, 5)));
        assertThatThrownBy(fit::run).isInstanceOfSatisfying(RunFailure.class, failure -> {
            assertThat(failure.diagnostic().code()).isEqualTo(RuntimeCode.UNFIT_DATA);
            assertThat(failure.diagnostic().message()).contains("'amount_log' has one");
        });
        assertThat(directory.resolve("fitted")).doesNotExist();
    }

    @Test
    void state_thatIsThere_isNotReplacedUnasked() throws IOException {
        FitOptions options = files.options(FittingFiles.TWO_LEVELS, files.history(100, 5));
        new FitRun(options).run();
        List<String> before = texts();
        FitRun again = new FitRun(options.withRange(null, CUT));
        assertThatThrownBy(again::run)
                .isInstanceOfSatisfying(
                        RunFailure.class,
                        failure -> assertThat(failure.diagnostic().code()).isEqualTo(RuntimeCode.OUTPUT_EXISTS));
        assertThat(texts()).isEqualTo(before);
    }

    private FittedTransform state(String group) throws IOException {
        Path file = directory.resolve("fitted").resolve(group + ".json");
        StoredState.Read read = StoredState.read(new SourceText(file.toString(), Files.readString(file)));
        assertThat(read.mistakes()).isEmpty();
        return Objects.requireNonNull(read.fitted());
    }

    private List<String> texts() throws IOException {
        List<String> texts = new ArrayList<>();
        try (var paths = Files.list(directory.resolve("fitted"))) {
            for (Path path : paths.sorted().toList()) {
                texts.add(path.getFileName() + "\n" + Files.readString(path));
            }
        }
        return texts;
    }
}
