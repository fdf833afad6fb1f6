package dev.forebay.engine.fit;

import dev.forebay.plan.fit.FitStep;
import dev.forebay.plan.fitted.Category;
import dev.forebay.plan.fitted.EncodedColumn;
import dev.forebay.plan.fitted.FittedState;
import dev.forebay.plan.fitted.OneHotEncoderState;
import dev.forebay.plan.fitted.OrdinalEncoderState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** What encoders learn of columns: the categories, sorted, and which of them are rare. */
final class EncoderFit {
    private EncoderFit() {}

    static FittedState oneHot(FitStep.OneHotEncoder step, List<FitColumn> columns, List<String> names)
            throws UnfitDataException {
        if (step.drop() == FitStep.Drop.LISTED && step.dropped().size() != columns.size()) {
            throw new UnfitDataException(
                    names.get(0),
                    "'drop' lists " + step.dropped().size() + " categories, and there are " + columns.size()
                            + " columns",
                    "it lists one for each column, in their order");
        }
        List<EncodedColumn> encoded = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            Categories categories = Categories.of(columns.get(i));
            List<Integer> infrequent = infrequent(
                    step.grouping(), categories.counts(), columns.get(i).rows());
            EncodedColumn whole = new EncodedColumn(categories.categories(), infrequent, -1);
            int drop = step.drop() == FitStep.Drop.LISTED
                    ? listed(step.dropped().get(i), whole, names.get(i))
                    : drop(step.drop(), whole);
            encoded.add(new EncodedColumn(categories.categories(), infrequent, drop));
        }
        return new OneHotEncoderState(encoded, step.unknown(), step.sparse());
    }

    private static int drop(FitStep.Drop drop, EncodedColumn column) {
        boolean drops = drop == FitStep.Drop.FIRST || (drop == FitStep.Drop.IF_BINARY && column.places() == 2);
        return drops && column.places() > 0 ? 0 : -1;
    }

    private static int listed(Category dropped, EncodedColumn column, String name) throws UnfitDataException {
        for (int index = 0; index < column.categories().size(); index++) {
            if (isSame(column.categories().get(index), dropped)) {
                if (column.infrequent().contains(index)) {
                    throw new UnfitDataException(
                            name,
                            "the category " + words(dropped) + " of '" + name
                                    + "' cannot be dropped, because it is infrequent",
                            "drop a frequent one, or group fewer");
                }
                return column.placeOf(index);
            }
        }
        throw new UnfitDataException(
                name,
                "the category " + words(dropped) + " is to be dropped, and '" + name + "' does not have it",
                "it has "
                        + column.categories().stream()
                                .limit(12)
                                .map(EncoderFit::words)
                                .toList());
    }

    /** A whole number is the real one of its size, and a text is one whatever it looks like. */
    private static boolean isSame(Category has, Category wanted) {
        return has.equals(wanted)
                || (has instanceof Category.Real real
                        && wanted instanceof Category.Whole whole
                        && real.value() == whole.value())
                || (has instanceof Category.Text text
                        && wanted instanceof Category.Whole whole
                        && text.value().equals(Long.toString(whole.value())));
    }

    private static String words(Category category) {
        if (category instanceof Category.Text text) {
            return "'" + text.value() + "'";
        }
        if (category instanceof Category.Whole whole) {
            return Long.toString(whole.value());
        }
        if (category instanceof Category.Real real) {
            return Double.toString(real.value());
        }
        return category instanceof Category.Truth truth ? Boolean.toString(truth.value()) : "NaN";
    }

    static FittedState ordinal(FitStep.OrdinalEncoder step, List<FitColumn> columns, List<String> names)
            throws UnfitDataException {
        List<EncodedColumn> encoded = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            Categories categories = Categories.of(columns.get(i));
            // A missing value has its own code, and is neither frequent nor infrequent.
            int ordinary = categories.ordinary();
            List<Integer> infrequent = infrequent(
                    step.grouping(),
                    categories.counts().subList(0, ordinary),
                    columns.get(i).rows());
            int codes = ordinary - infrequent.size() + (infrequent.isEmpty() ? 0 : 1);
            // scikit-learn compares with the frequent ones only.
            int taken = ordinary - infrequent.size();
            if (!step.unknownIsError() && step.unknownValue() >= 0 && step.unknownValue() < taken) {
                throw new UnfitDataException(
                        names.get(i),
                        "unknown_value " + step.unknownValue() + " is the code of a category of '" + names.get(i) + "'",
                        "its " + codes + " codes are 0 to " + (codes - 1) + "; -1 is none of them");
            }
            if (categories.hasMissing() && step.encodedMissing() >= 0 && step.encodedMissing() < taken) {
                throw new UnfitDataException(
                        names.get(i),
                        "encoded_missing_value " + step.encodedMissing() + " is the code of a category of '"
                                + names.get(i) + "'",
                        "its " + codes + " codes are 0 to " + (codes - 1) + "; -1 is none of them");
            }
            encoded.add(new EncodedColumn(categories.categories(), infrequent, -1));
        }
        return new OrdinalEncoderState(encoded, step.unknownIsError(), step.unknownValue(), step.encodedMissing());
    }

    /** The places of the infrequent; of categories seen as often, the first are the rarer ones. */
    private static List<Integer> infrequent(FitStep.Grouping grouping, List<Integer> counts, int rows) {
        TreeSet<Integer> rare = new TreeSet<>();
        for (int i = 0; i < counts.size(); i++) {
            boolean few = grouping.minCount().isPresent()
                    && counts.get(i) < grouping.minCount().get();
            boolean small = grouping.minShare().isPresent()
                    && counts.get(i) < rows * grouping.minShare().getAsDouble();
            if (few || small) {
                rare.add(i);
            }
        }
        int left = counts.size() - rare.size() + 1;
        if (grouping.mostCategories().isPresent() && grouping.mostCategories().get() < left) {
            int kept = grouping.mostCategories().get() - 1;
            IntStream.range(0, counts.size())
                    .boxed()
                    .sorted(Comparator.comparing(counts::get))
                    .limit(Math.max(0, counts.size() - kept))
                    .forEach(rare::add);
        }
        return List.copyOf(rare);
    }

    /** The missing one of a column, as pandas has it. */
    static final Category MISSING = Category.Missing.NAN;
}
