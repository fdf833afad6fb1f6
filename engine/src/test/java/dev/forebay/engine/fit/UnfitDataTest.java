package dev.forebay.engine.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.plan.fit.FitStep;
import dev.forebay.plan.fit.FitStep.Drop;
import dev.forebay.plan.fit.FitStep.Grouping;
import dev.forebay.plan.fit.FitStep.Imputation;
import dev.forebay.plan.fit.FitStep.Strategy;
import dev.forebay.plan.fitted.Category;
import dev.forebay.plan.fitted.EncodedColumn;
import dev.forebay.plan.fitted.FittedState;
import dev.forebay.plan.fitted.KBinsDiscretizerState.Encoding;
import dev.forebay.plan.fitted.OneHotEncoderState;
import dev.forebay.plan.fitted.PowerTransformerState.Method;
import dev.forebay.plan.fitted.QuantileTransformerState.Distribution;
import dev.forebay.plan.fitted.SimpleImputerState;
import dev.forebay.plan.fitted.StandardScalerState;
import dev.forebay.plan.fitted.TargetEncoderState.Target;
import dev.forebay.plan.fitted.UnknownCategory;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Data that nothing can be learned of is refused in words; data that is merely odd gives what scikit-learn gives. */
class UnfitDataTest {
    private static final FitColumn SOME = numbers(1, 2, 3, 4);
    private static final FitColumn TEXTS = FitColumn.Texts.of(List.of("b", "a", "b", "a"));
    private static final FitColumn HOLES = numbers(1, Double.NaN, 3, 4);
    private static final FitColumn EMPTY = numbers(Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    private static final FitStep SCALER = new FitStep.StandardScaler(true, true);

    @Test
    void column_ofTexts_isNoNumbers() {
        refused("StandardScaler takes numbers, and 'x' is a string", TEXTS, SCALER);
        refused("SimpleImputer with strategy mean takes numbers, and 'x' is a string", TEXTS, imputer(Imputation.MEAN));
    }

    @Test
    void values_infiniteOrMissing_areRefusedWhereScikitLearnRefusesThem() {
        FitColumn infinite = numbers(1, Double.NEGATIVE_INFINITY);
        refused("StandardScaler takes no infinite value, and 'x' has one", infinite, SCALER);
        refused("QuantileTransformer takes no infinite value", infinite, new FitStep.QuantileTransformer(2, uniform()));
        refused("KBinsDiscretizer takes no missing value, and 'x' has one", HOLES, bins(2, Strategy.UNIFORM));
        refused("PolynomialFeatures takes no missing value", HOLES, new FitStep.PolynomialFeatures(0, 2, false, true));
    }

    @Test
    void power_ofWhatHasNone_isRefused() {
        FitStep boxCox = new FitStep.PowerTransformer(Method.BOX_COX, true);
        refused("takes numbers above 0, and 'x' has 0.0", numbers(1, 0, 2), boxCox);
        refused("needs different values, and 'x' is 2.0 throughout", numbers(2, 2, 2), boxCox);
        refused("needs values, and 'x' has none", EMPTY, new FitStep.PowerTransformer(Method.YEO_JOHNSON, true));
    }

    @Test
    void bins_tooNarrowOrForOtherColumns_areRefused() {
        refused("finds no bin wider than 1e-8 in 'x'", numbers(1e-15, 2e-15, 3e-15), bins(2, Strategy.QUANTILE));
        refused(
                "n_bins has 2 numbers, and there are 1 columns",
                SOME,
                new FitStep.KBinsDiscretizer(List.of(2, 3), Encoding.ORDINAL, Strategy.UNIFORM, false));
    }

    @Test
    void code_thatACategoryHas_isNoCodeForAnother() {
        refused("unknown_value 1.0 is the code of a category of 'x'", TEXTS, ordinal(1, Double.NaN));
        refused(
                "encoded_missing_value 0.0 is the code of a category of 'x'",
                FitColumn.Texts.of(Arrays.asList("a", null)),
                ordinal(-1, 0));
    }

    @Test
    void category_thatIsNotThere_cannotBeDropped() {
        refused("the category 'c' is to be dropped, and 'x' does not have it", TEXTS, dropping("c"));
        refused("'drop' lists 2 categories, and there are 1 columns", TEXTS, dropping("a", "b"));
        refused(
                "the category 'a' of 'x' cannot be dropped, because it is infrequent",
                TEXTS,
                new FitStep.OneHotEncoder(
                        Drop.LISTED,
                        List.of(new Category.Text("a")),
                        UnknownCategory.ERROR,
                        true,
                        new Grouping(Optional.of(3), OptionalDouble.empty(), Optional.empty())));
    }

    @Test
    void step_behindASparseOne_isRefused() {
        refused("StandardScaler is not fitted on what is sparse", TEXTS, dropping("a"), SCALER);
    }

    @Test
    void target_thatDoesNotFit_isRefused() {
        FitStep.TargetEncoder binary =
                new FitStep.TargetEncoder(Optional.of(Target.BINARY), OptionalDouble.empty(), 2, false, 0);
        refusedWith(SOME, "target_type is binary, and 'y' has 4 different values", TEXTS, binary);
        refusedWith(
                TEXTS,
                "a continuous target is a number, and 'y' is a string",
                TEXTS,
                new FitStep.TargetEncoder(Optional.of(Target.CONTINUOUS), OptionalDouble.empty(), 2, false, 0));
        refusedWith(
                TEXTS,
                "cv is 5, and there are 4 rows",
                TEXTS,
                new FitStep.TargetEncoder(Optional.empty(), OptionalDouble.empty(), 5, false, 0));
    }

    @Test
    void rows_none_areNothingToFitOn() {
        refused("there is no row to fit on", numbers(), SCALER);
    }

    @Test
    void column_withoutValues_hasNoMeanAndNoStatistic() throws UnfitDataException {
        StandardScalerState scaler = (StandardScalerState) fit(EMPTY, SCALER);
        assertThat(scaler.mean()).containsExactly(Double.NaN);
        assertThat(scaler.scale()).containsExactly(Double.NaN);
        SimpleImputerState imputer = (SimpleImputerState) fit(EMPTY, imputer(Imputation.MEDIAN));
        assertThat(imputer.statistics()).containsExactly(Optional.empty());
    }

    @Test
    void column_ofOneValue_hasTheScaleOne() throws UnfitDataException {
        StandardScalerState scaler = (StandardScalerState) fit(numbers(0.1, 0.1, 0.1), SCALER);
        assertThat(scaler.scale()).containsExactly(1.0);
    }

    @Test
    void categories_ofEqualCount_firstOnesAreTheRarer() throws UnfitDataException {
        FitColumn column = FitColumn.Texts.of(List.of("a", "a", "a", "a", "a", "b", "b", "b", "b", "b", "c", "c"));
        FitStep step = new FitStep.OneHotEncoder(
                Drop.NONE,
                List.of(),
                UnknownCategory.ERROR,
                true,
                new Grouping(Optional.empty(), OptionalDouble.empty(), Optional.of(2)));
        EncodedColumn encoded =
                ((OneHotEncoderState) fit(column, step)).columns().get(0);
        assertThat(encoded.infrequent()).containsExactly(0, 2);
    }

    @Test
    void texts_beyondTheFirstPlane_areSortedByCodePoint() throws UnfitDataException {
        FitColumn column = FitColumn.Texts.of(Arrays.asList("\ud835\udcb3", "\uffee", "", null, "z"));
        EncodedColumn encoded = ((OneHotEncoderState) fit(
                        column,
                        new FitStep.OneHotEncoder(Drop.NONE, List.of(), UnknownCategory.ERROR, true, Grouping.NONE)))
                .columns()
                .get(0);
        assertThat(encoded.categories())
                .containsExactly(
                        new Category.Text(""),
                        new Category.Text("z"),
                        new Category.Text("\uffee"),
                        new Category.Text("\ud835\udcb3"),
                        Category.Missing.NAN);
    }

    private static void refused(String message, FitColumn column, FitStep... steps) {
        refusedWith(null, message, column, steps);
    }

    private static void refusedWith(@Nullable FitColumn target, String message, FitColumn column, FitStep... steps) {
        assertThatThrownBy(() -> GroupFit.fit(List.of(steps), List.of(column), List.of("x"), target, "y"))
                .isInstanceOf(UnfitDataException.class)
                .hasMessageContaining(message);
    }

    private static FittedState fit(FitColumn column, FitStep... steps) throws UnfitDataException {
        return GroupFit.fit(List.of(steps), List.of(column), List.of("x"), null, "");
    }

    private static FitColumn numbers(double... values) {
        return new FitColumn.Numbers(values, FitColumn.Kind.REAL);
    }

    private static FitStep imputer(Imputation strategy) {
        return new FitStep.SimpleImputer(Category.Missing.NAN, strategy, Optional.empty(), false, false);
    }

    private static FitStep bins(int bins, Strategy strategy) {
        return new FitStep.KBinsDiscretizer(List.of(bins), Encoding.ORDINAL, strategy, false);
    }

    private static FitStep ordinal(double unknown, double missing) {
        return new FitStep.OrdinalEncoder(false, unknown, missing, Grouping.NONE);
    }

    private static FitStep dropping(String... categories) {
        return new FitStep.OneHotEncoder(
                Drop.LISTED,
                Arrays.stream(categories).<Category>map(Category.Text::new).toList(),
                UnknownCategory.ERROR,
                true,
                Grouping.NONE);
    }

    private static Distribution uniform() {
        return Distribution.UNIFORM;
    }
}
