package dev.forebay.sklearn;

import dev.forebay.plan.fitted.Category;
import dev.forebay.plan.fitted.EncodedColumn;
import dev.forebay.plan.fitted.OneHotEncoderState;
import dev.forebay.plan.fitted.OrdinalEncoderState;
import dev.forebay.plan.fitted.SimpleImputerState;
import dev.forebay.plan.fitted.TargetEncoderState;
import dev.forebay.plan.fitted.UnknownCategory;
import dev.forebay.sklearn.diagnostic.Quoted;
import dev.forebay.sklearn.diagnostic.RefusedException;
import dev.forebay.sklearn.diagnostic.SklearnCode;
import dev.forebay.sklearn.pickle.AllowedGlobal;
import dev.forebay.sklearn.pickle.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The state of encoders and of the imputer. <b>Source</b>: scikit-learn 1.9.1. */
final class EncoderImport {
    private EncoderImport() {}

    static OneHotEncoderState oneHotEncoder(Attributes of) throws RefusedException {
        List<List<Category>> categories = categories(of);
        List<EncodedColumn> columns = new ArrayList<>();
        for (int i = 0; i < categories.size(); i++) {
            columns.add(new EncodedColumn(categories.get(i), infrequent(of, i), dropped(of, i)));
        }
        String unknown = of.requiredText("handle_unknown");
        return new OneHotEncoderState(
                columns,
                switch (unknown) {
                    case "error" -> UnknownCategory.ERROR;
                    case "ignore" -> UnknownCategory.IGNORE;
                    case "infrequent_if_exist" -> UnknownCategory.INFREQUENT_IF_EXIST;
                    case "warn" -> UnknownCategory.WARN;
                    default -> throw of.inconsistent("has " + Quoted.of(unknown) + " for 'handle_unknown'");
                },
                // Before scikit-learn 1.4 it was called sparse.
                of.value("sparse_output").isPresent() ? of.flag("sparse_output") : of.flag("sparse", true));
    }

    static OrdinalEncoderState ordinalEncoder(Attributes of) throws RefusedException {
        List<List<Category>> categories = categories(of);
        List<EncodedColumn> columns = new ArrayList<>();
        for (int i = 0; i < categories.size(); i++) {
            columns.add(new EncodedColumn(categories.get(i), infrequent(of, i), -1));
        }
        String unknown = of.requiredText("handle_unknown");
        boolean isError = unknown.equals("error");
        if (!isError && !unknown.equals("use_encoded_value")) {
            throw of.inconsistent("has " + Quoted.of(unknown) + " for 'handle_unknown'");
        }
        return new OrdinalEncoderState(
                columns,
                isError,
                isError ? Double.NaN : of.number("unknown_value"),
                of.value("encoded_missing_value").isPresent() ? of.number("encoded_missing_value") : Double.NaN);
    }

    static TargetEncoderState targetEncoder(Attributes of) throws RefusedException {
        TargetEncoderState.Target target = EstimatorImport.word(of, "target_type_", TargetEncoderState.Target.values());
        List<List<Double>> encodings = new ArrayList<>();
        for (Value column : of.items("encodings_")) {
            if (!(column instanceof Value.Array array)) {
                throw of.inconsistent("has " + column.kind() + " in 'encodings_' instead of an array");
            }
            List<Double> numbers = new ArrayList<>();
            for (Value number : array.content().elements()) {
                numbers.add(of.real("encodings_", number));
            }
            encodings.add(numbers);
        }
        boolean several = target == TargetEncoderState.Target.MULTICLASS;
        List<Double> means = several ? of.requiredNumbers("target_mean_") : List.of(of.number("target_mean_"));
        List<Category> classes = new ArrayList<>();
        if (several) {
            for (Value label : of.items("classes_")) {
                classes.add(category(of, "classes_", label));
            }
        }
        return new TargetEncoderState(categories(of), encodings, means, classes, target);
    }

    static SimpleImputerState simpleImputer(Attributes of) throws RefusedException {
        boolean keepEmpty = of.flag("keep_empty_features", false);
        List<Optional<Category>> statistics = new ArrayList<>();
        for (Value statistic : of.items("statistics_")) {
            boolean isEmpty = statistic instanceof Value.Real real && Double.isNaN(real.value());
            statistics.add(
                    isEmpty && !keepEmpty ? Optional.empty() : Optional.of(category(of, "statistics_", statistic)));
        }
        Value missing = of.value("missing_values").orElse(new Value.Real(Double.NaN));
        return new SimpleImputerState(
                category(of, "missing_values", missing), statistics, of.requiredText("strategy"), indicators(of));
    }

    private static List<Integer> indicators(Attributes of) throws RefusedException {
        List<Integer> columns = new ArrayList<>();
        if (of.flag("add_indicator", false)) {
            Value indicator = of.value("indicator_").orElse(Value.None.NONE);
            if (!(indicator instanceof Value.Instance inner) || inner.type() != AllowedGlobal.MISSING_INDICATOR) {
                throw of.inconsistent("has add_indicator=True and no indicator");
            }
            for (Value column : new Attributes("MissingIndicator", inner.state()).items("features_")) {
                columns.add(whole(of, "features_", column));
            }
        }
        return columns;
    }

    private static List<List<Category>> categories(Attributes of) throws RefusedException {
        List<List<Category>> all = new ArrayList<>();
        for (Value column : of.items("categories_")) {
            if (!(column instanceof Value.Array array)) {
                throw of.inconsistent("has " + column.kind() + " in 'categories_' instead of an array");
            }
            List<Category> categories = new ArrayList<>();
            for (Value value : array.content().elements()) {
                categories.add(category(of, "categories_", value));
            }
            all.add(categories);
        }
        return all;
    }

    private static Category category(Attributes of, String name, Value value) throws RefusedException {
        if (value instanceof Value.Text text) {
            return new Category.Text(text.value());
        }
        if (value instanceof Value.Int whole) {
            return new Category.Whole(whole.value());
        }
        if (value instanceof Value.Real real) {
            return Double.isNaN(real.value()) ? Category.Missing.NAN : new Category.Real(real.value());
        }
        if (value instanceof Value.Bool bool) {
            return new Category.Truth(bool.value());
        }
        if (value == Value.None.NONE) {
            return Category.Missing.NONE;
        }
        throw new RefusedException(
                SklearnCode.UNSUPPORTED_CLASS,
                "has " + value.kind() + " in '" + name + "' of its " + of.owner(),
                "categories are texts, numbers, True and False");
    }

    /** The positions of the infrequent categories of a column. Before scikit-learn 1.1 there was no such thing. */
    private static List<Integer> infrequent(Attributes of, int column) throws RefusedException {
        List<Integer> positions = new ArrayList<>();
        if (of.flag("_infrequent_enabled", false)) {
            Value found = item(of, "_infrequent_indices", column);
            if (found instanceof Value.Array array) {
                for (Value position : array.content().elements()) {
                    positions.add(whole(of, "_infrequent_indices", position));
                }
            } else if (found != Value.None.NONE) {
                throw of.inconsistent("has " + found.kind() + " in '_infrequent_indices'");
            }
        }
        return positions;
    }

    /** The place that has no column, after grouping; -1 for none. */
    private static int dropped(Attributes of, int column) throws RefusedException {
        String name = of.value("_drop_idx_after_grouping").isPresent() ? "_drop_idx_after_grouping" : "drop_idx_";
        if (of.value(name).orElse(Value.None.NONE) == Value.None.NONE) {
            return -1;
        }
        Value place = item(of, name, column);
        return place == Value.None.NONE ? -1 : whole(of, name, place);
    }

    private static Value item(Attributes of, String name, int column) throws RefusedException {
        List<Value> items = of.items(name);
        if (column >= items.size()) {
            throw of.inconsistent("has " + items.size() + " values in " + name);
        }
        return items.get(column);
    }

    static int whole(Attributes of, String name, Value value) throws RefusedException {
        if (value instanceof Value.Int number && number.value() >= 0 && number.value() <= Integer.MAX_VALUE) {
            return (int) number.value();
        }
        throw of.inconsistent("has " + value.kind() + " in '" + name + "' instead of a position");
    }
}
