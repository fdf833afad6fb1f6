package dev.forebay.plan.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.plan.Plan;
import dev.forebay.plan.fit.FitStep;
import dev.forebay.plan.fit.GroupToFit;
import dev.forebay.plan.fitted.Category;
import dev.forebay.plan.fitted.UnknownCategory;
import dev.forebay.types.diagnostic.DiagnosticRenderer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is fitted next, and what a user reads where that cannot be: each {@code fit/NAME.yaml} has its text beside it. */
class FitResolverTest {
    private static final Path GOLDEN = Path.of("src/test/resources/fit");

    static Stream<Path> definitions() throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void definitionThatCannotBeFitted_saysWhatTheGoldenFileSays(Path file) throws IOException {
        String name = file.getFileName().toString();
        FitResolver.Level level =
                FitResolver.next(Definitions.parse(name, Files.readString(file)), FittedStateLoader.none());
        String text = DiagnosticRenderer.renderAll(level.diagnostics());
        Path golden = GOLDEN.resolve(name.replace(".yaml", ".txt"));
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(golden, text);
        }
        assertThat(text).isEqualTo(Files.readString(golden)).isNotEmpty();
        assertThat(level.hasErrors()).isTrue();
        assertThat(level.groups()).isEmpty();
    }

    @Test
    void level_first_hasTheGroupsThatNeedNoOtherAndWhatTheyNeed() {
        FitResolver.Level level = FitResolver.next(
                Definitions.parse("p.yaml", """
                        forebay: 1
                        pipeline: p
                        event: {id: id, time: at}
                        schema: {id: string, at: timestamp, customer: string, amount: double, channel: string}
                        windows:
                          day: {by: who, last: 1d}
                          week: {by: customer, last: 7d}
                        features:
                          who: UPPER(customer)
                          mean: AVG(amount) OVER day
                          unneeded: SUM(amount) OVER week
                          later: amounts_mean + 1
                        transforms:
                          second: {columns: [later], steps: [MaxAbsScaler: {}], suffix: _2}
                          channels: {columns: [channel], steps: [OneHotEncoder: {}]}
                          amounts: {columns: [mean], steps: [StandardScaler: {}], suffix: _s}
                          third: {columns: [channels], steps: [StandardScaler: {}], suffix: _3}
                        output: {keep: [id, unneeded], vector: [second, third]}
                        """.replace("amounts_mean", "mean_s")), FittedStateLoader.none());

        assertThat(level.diagnostics()).isEmpty();
        assertThat(level.groups()).extracting(GroupToFit::name).containsExactly("channels", "amounts");
        Plan plan = Objects.requireNonNull(level.plan());
        assertThat(plan.keep()).extracting(column -> column.column().name()).containsExactly("channel", "mean");
        assertThat(plan.steps()).hasSize(2);
        assertThat(plan.windowing().windows()).hasSize(1);
    }

    @Test
    void parameters_written_areReadAsScikitLearnReadsThem() {
        assertThat(step("OneHotEncoder: {drop: [web], min_frequency: 0.1, max_categories: 4, sparse_output: false}"))
                .isEqualTo(new FitStep.OneHotEncoder(
                        FitStep.Drop.LISTED,
                        List.of(new Category.Text("web")),
                        UnknownCategory.ERROR,
                        false,
                        new FitStep.Grouping(Optional.empty(), OptionalDouble.of(0.1), Optional.of(4))));
        assertThat(step("MinMaxScaler: {feature_range: [-1, 1.5], clip: true}"))
                .isEqualTo(new FitStep.MinMaxScaler(-1, 1.5, true));
        assertThat(step("PolynomialFeatures: {degree: [2, 3], include_bias: false}"))
                .isEqualTo(new FitStep.PolynomialFeatures(2, 3, false, false));
        assertThat(step("SimpleImputer: {missing_values: -1, strategy: constant, fill_value: none}"))
                .isEqualTo(new FitStep.SimpleImputer(
                        new Category.Whole(-1),
                        FitStep.Imputation.CONSTANT,
                        Optional.of(new Category.Text("none")),
                        false,
                        false));
        assertThat(step("FeatureHasher: {}")).isEqualTo(new FitStep.FeatureHasher(1 << 20, true));
        assertThat(step("FunctionTransformer: {func: np.log1p}").toString()).contains("LOG1P");
        assertThat(step("KBinsDiscretizer: {n_bins: [3], encode: onehot-dense, subsample: null}")
                        .toString())
                .contains("[3]", "ONEHOT_DENSE");
    }

    private static FitStep step(String text) {
        FitResolver.Level level =
                FitResolver.next(Definitions.parse("p.yaml", """
                        forebay: 1
                        pipeline: p
                        schema: {channel: string}
                        transforms: {group: {columns: [channel], steps: [%s], suffix: _s}}
                        output: {vector: [group]}
                        """.formatted(text)), FittedStateLoader.none());
        assertThat(level.diagnostics()).isEmpty();
        return level.groups().get(0).steps().get(0);
    }
}
