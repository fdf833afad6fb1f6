package dev.forebay.plan.onnx;

import dev.forebay.plan.fitted.BinarizerState;
import dev.forebay.plan.fitted.Category;
import dev.forebay.plan.fitted.ColumnTransformerState;
import dev.forebay.plan.fitted.EncodedColumn;
import dev.forebay.plan.fitted.FeatureHasherState;
import dev.forebay.plan.fitted.FeatureUnionState;
import dev.forebay.plan.fitted.FittedState;
import dev.forebay.plan.fitted.FunctionTransformerState;
import dev.forebay.plan.fitted.KBinsDiscretizerState;
import dev.forebay.plan.fitted.MaxAbsScalerState;
import dev.forebay.plan.fitted.MinMaxScalerState;
import dev.forebay.plan.fitted.NormalizerState;
import dev.forebay.plan.fitted.OneHotEncoderState;
import dev.forebay.plan.fitted.OrdinalEncoderState;
import dev.forebay.plan.fitted.PassthroughState;
import dev.forebay.plan.fitted.PipelineState;
import dev.forebay.plan.fitted.PolynomialFeaturesState;
import dev.forebay.plan.fitted.PowerTransformerState;
import dev.forebay.plan.fitted.QuantileTransformerState;
import dev.forebay.plan.fitted.RobustScalerState;
import dev.forebay.plan.fitted.SimpleImputerState;
import dev.forebay.plan.fitted.StandardScalerState;
import dev.forebay.plan.fitted.TargetEncoderState;
import dev.forebay.plan.fitted.UnknownCategory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Each kind of state as nodes over the columns of a block. */
final class StateGraph {
    private static final int TRUE_AS_DOUBLE = Graph.DOUBLE;

    private final Graph graph;
    private final String group;
    private boolean sparse;

    /** @param group what messages call it */
    StateGraph(Graph graph, String group) {
        this.graph = graph;
        this.group = group;
    }

    /** Carries why a state cannot be written through a visitor, which throws nothing. */
    private static final class Unwritable extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unwritable(String why) {
            super(why, null, false, false);
        }
    }

    /** The block behind a state. */
    List<Segment> write(FittedState state, List<Segment> block) throws UnwritableStateException {
        try {
            return next(state, block);
        } catch (Unwritable e) {
            throw new UnwritableStateException("'" + group + "' cannot be written: " + e.getMessage());
        }
    }

    private List<Segment> next(FittedState state, List<Segment> block) {
        return state.accept(new Writing(block));
    }

    /** All columns, which are numbers, as one tensor. */
    Segment numbers(List<Segment> block) {
        return block.size() == 1 ? block.get(0) : concat(block);
    }

    private Segment concat(List<Segment> segments) {
        String name = graph.node(
                "Concat",
                Map.of("axis", 1L),
                segments.stream().map(Segment::name).toArray(String[]::new));
        return new Segment(
                name,
                segments.stream().mapToInt(Segment::width).sum(),
                segments.get(0).texts());
    }

    /** Every column by itself. */
    private List<Segment> columns(List<Segment> block) {
        List<Segment> columns = new ArrayList<>();
        for (Segment segment : block) {
            for (int i = 0; i < segment.width(); i++) {
                columns.add(segment.width() == 1 ? segment : gather(segment, List.of(i)));
            }
        }
        return columns;
    }

    private Segment gather(Segment from, List<Integer> columns) {
        return new Segment(
                graph.node("Gather", Map.of("axis", 1L), from.name(), graph.wholes(columns)),
                columns.size(),
                from.texts());
    }

    private String asNumber(String truths) {
        return graph.node("Cast", Map.of("to", (long) TRUE_AS_DOUBLE), truths);
    }

    private String sum(String values) {
        return graph.node("ReduceSum", Map.of("keepdims", 1L), values, graph.wholes(List.of(1)));
    }

    private Segment sameWidth(String name, Segment as) {
        return new Segment(name, as.width(), false);
    }

    /** The states on one block. */
    private final class Writing implements FittedState.Visitor<List<Segment>> {
        private final List<Segment> block;

        Writing(List<Segment> block) {
            this.block = block;
        }

        private Segment all() {
            return numbers(block);
        }

        private String clipped(String x, double lowest, double highest) {
            String low = graph.real(lowest);
            String high = graph.real(highest);
            // A NaN is neither, and stays.
            String below = graph.node("Where", graph.node("Less", x, low), low, x);
            return graph.node("Where", graph.node("Greater", below, high), high, below);
        }

        private String divided(String x, List<Double> scale) {
            return sparse
                    ? graph.node(
                            "Mul", x, graph.reals(scale.stream().map(s -> 1 / s).toList()))
                    : graph.node("Div", x, graph.reals(scale));
        }

        @Override
        public List<Segment> standardScaler(StandardScalerState state) {
            Segment in = all();
            String x = in.name();
            if (state.withMean()) {
                x = graph.node("Sub", x, graph.reals(Objects.requireNonNull(state.mean())));
            }
            if (state.withStd()) {
                x = divided(x, Objects.requireNonNull(state.scale()));
            }
            return List.of(sameWidth(x, in));
        }

        @Override
        public List<Segment> minMaxScaler(MinMaxScalerState state) {
            Segment in = all();
            String x = graph.node(
                    "Add", graph.node("Mul", in.name(), graph.reals(state.scale())), graph.reals(state.min()));
            return List.of(sameWidth(state.clip() ? clipped(x, state.lowest(), state.highest()) : x, in));
        }

        @Override
        public List<Segment> maxAbsScaler(MaxAbsScalerState state) {
            Segment in = all();
            String x = divided(in.name(), state.scale());
            return List.of(sameWidth(state.clip() ? clipped(x, -1, 1) : x, in));
        }

        @Override
        public List<Segment> robustScaler(RobustScalerState state) {
            Segment in = all();
            String x = in.name();
            if (state.withCentering()) {
                x = graph.node("Sub", x, graph.reals(Objects.requireNonNull(state.center())));
            }
            if (state.withScaling()) {
                x = divided(x, Objects.requireNonNull(state.scale()));
            }
            return List.of(sameWidth(x, in));
        }

        @Override
        public List<Segment> binarizer(BinarizerState state) {
            Segment in = all();
            return List.of(sameWidth(asNumber(graph.node("Greater", in.name(), graph.real(state.threshold()))), in));
        }

        @Override
        public List<Segment> passthrough(PassthroughState state) {
            return block;
        }

        @Override
        public List<Segment> pipeline(PipelineState state) {
            List<Segment> at = block;
            for (PipelineState.Step step : state.steps()) {
                at = next(step.state(), at);
            }
            return at;
        }

        @Override
        public List<Segment> columnTransformer(ColumnTransformerState state) {
            List<Segment> columns = columns(block);
            List<Segment> made = new ArrayList<>();
            boolean before = sparse;
            for (ColumnTransformerState.Part part : state.parts()) {
                sparse = before;
                made.addAll(weighted(
                        next(
                                part.state(),
                                part.columns().stream().map(columns::get).toList()),
                        part.weight()));
            }
            sparse = state.sparse();
            return made;
        }

        @Override
        public List<Segment> featureUnion(FeatureUnionState state) {
            List<Segment> made = new ArrayList<>();
            boolean before = sparse;
            for (ColumnTransformerState.Part part : state.parts()) {
                sparse = before;
                made.addAll(weighted(next(part.state(), block), part.weight()));
            }
            sparse = state.sparse();
            return made;
        }

        private List<Segment> weighted(List<Segment> made, double weight) {
            return weight == 1
                    ? made
                    : made.stream()
                            .map(one -> sameWidth(graph.node("Mul", one.name(), graph.real(weight)), one))
                            .toList();
        }

        @Override
        public List<Segment> featureHasher(FeatureHasherState state) {
            throw new Unwritable("FeatureHasher has no form in ONNX");
        }

        @Override
        public List<Segment> functionTransformer(FunctionTransformerState state) {
            Segment in = all();
            String x = in.name();
            return List.of(sameWidth(
                    switch (state.function()) {
                        case ABSOLUTE -> graph.node("Abs", x);
                        case CEIL -> graph.node("Ceil", x);
                        case COS -> cosine(x);
                        case EXP -> graph.node("Exp", x);
                        case EXPM1 -> graph.node("Sub", graph.node("Exp", x), graph.real(1));
                        case FLOOR -> graph.node("Floor", x);
                        case LOG -> graph.node("Log", x);
                        case LOG10 -> graph.node("Div", graph.node("Log", x), graph.real(StrictMath.log(10)));
                        case LOG1P -> graph.node("Log", graph.node("Add", x, graph.real(1)));
                        case LOG2 -> graph.node("Div", graph.node("Log", x), graph.real(StrictMath.log(2)));
                        case NEGATIVE -> graph.node("Neg", x);
                        case RECIPROCAL -> graph.node("Reciprocal", x);
                        case RINT -> graph.node("Round", x);
                        case SIGN -> graph.node("Sign", x);
                        case SIN -> graph.node("Sin", x);
                        case SQRT -> graph.node("Sqrt", x);
                        case SQUARE -> graph.node("Mul", x, x);
                        case TRUNC ->
                            graph.node("Mul", graph.node("Sign", x), graph.node("Floor", graph.node("Abs", x)));
                        case CBRT, TAN, TANH ->
                            throw new Unwritable("FunctionTransformer of "
                                    + state.function().numpyName() + " has no form in ONNX Runtime for doubles");
                    },
                    in));
        }

        /** 1 - 2 sin²(x/2): ONNX Runtime 1.28 has sine for doubles, and no cosine. */
        private String cosine(String x) {
            String half = graph.node("Sin", graph.node("Mul", x, graph.real(0.5)));
            return graph.node("Sub", graph.real(1), graph.node("Mul", graph.real(2), graph.node("Mul", half, half)));
        }

        @Override
        public List<Segment> kBinsDiscretizer(KBinsDiscretizerState state) {
            List<Segment> columns = columns(block);
            List<Segment> made = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                List<Double> edges = state.edges().get(i);
                List<Double> inner = edges.subList(1, edges.size() - 1);
                String bin = inner.isEmpty()
                        ? graph.node("Mul", columns.get(i).name(), graph.real(0))
                        : sum(asNumber(
                                graph.node("GreaterOrEqual", columns.get(i).name(), graph.reals(inner))));
                if (state.encoding() == KBinsDiscretizerState.Encoding.ORDINAL) {
                    made.add(new Segment(bin, 1, false));
                    continue;
                }
                List<Double> bins = new ArrayList<>();
                for (int k = 0; k < edges.size() - 1; k++) {
                    bins.add((double) k);
                }
                made.add(new Segment(asNumber(graph.node("Equal", bin, graph.reals(bins))), bins.size(), false));
            }
            sparse = state.encoding() == KBinsDiscretizerState.Encoding.ONEHOT;
            return made;
        }

        @Override
        public List<Segment> normalizer(NormalizerState state) {
            Segment in = all();
            String x = in.name();
            String norm = switch (state.norm()) {
                case L1 -> sum(graph.node("Abs", x));
                case L2 -> graph.node("Sqrt", sum(graph.node("Mul", x, x)));
                case MAX ->
                    graph.node("ReduceMax", Map.of("keepdims", 1L), graph.node("Abs", x), graph.wholes(List.of(1)));
            };
            String safe = graph.node("Where", graph.node("Equal", norm, graph.real(0)), graph.real(1), norm);
            return List.of(sameWidth(graph.node("Div", x, safe), in));
        }

        /** For each row 1 at its value's category and 0 elsewhere; null where a column has no category. */
        private @Nullable String matches(Segment column, List<Category> categories) {
            boolean missing = categories.stream().anyMatch(Category.Missing.class::isInstance);
            List<Category> ordinary = categories.stream()
                    .filter(category -> !(category instanceof Category.Missing))
                    .toList();
            if (categories.size() - ordinary.size() > (missing ? 1 : 0)
                    || (missing && !(categories.get(categories.size() - 1) instanceof Category.Missing))) {
                throw new Unwritable("null and NaN are two categories of a column, which a tensor cannot tell apart");
            }
            List<String> parts = new ArrayList<>();
            if (!ordinary.isEmpty()) {
                String constants = column.texts() ? texts(ordinary, missing) : reals(ordinary);
                parts.add(asNumber(graph.node("Equal", column.name(), constants)));
            }
            if (missing) {
                parts.add(asNumber(
                        column.texts()
                                ? graph.node("Equal", column.name(), graph.texts(List.of("")))
                                : graph.node("IsNaN", column.name())));
            }
            return parts.isEmpty()
                    ? null
                    : parts.size() == 1
                            ? parts.get(0)
                            : graph.node("Concat", Map.of("axis", 1L), parts.toArray(String[]::new));
        }

        private String texts(List<Category> categories, boolean missing) {
            List<String> texts = new ArrayList<>();
            for (Category category : categories) {
                if (!(category instanceof Category.Text text)) {
                    throw new Unwritable("a column of texts has the category " + category);
                }
                if (missing && text.value().isEmpty()) {
                    throw new Unwritable(
                            "the empty text and a missing one are two categories of a column, which a tensor cannot tell apart");
                }
                texts.add(text.value());
            }
            return graph.texts(texts);
        }

        private String reals(List<Category> categories) {
            return graph.reals(categories.stream().map(this::real).toList());
        }

        private double real(Category category) {
            if (category instanceof Category.Whole whole) {
                return whole.value();
            }
            if (category instanceof Category.Truth truth) {
                return truth.value() ? 1 : 0;
            }
            if (category instanceof Category.Real real) {
                return real.value();
            }
            throw new Unwritable("a column of numbers has the category " + category);
        }

        @Override
        public List<Segment> oneHotEncoder(OneHotEncoderState state) {
            List<Segment> columns = columns(block);
            List<Segment> made = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                EncodedColumn column = state.columns().get(i);
                int width = column.places() - (column.drop() < 0 ? 0 : 1);
                String matches = matches(columns.get(i), column.categories());
                if (matches == null || width == 0) {
                    continue;
                }
                double[][] places = new double[column.categories().size()][width];
                for (int index = 0; index < places.length; index++) {
                    int place = column.placeOf(index);
                    if (place != column.drop()) {
                        places[index][column.drop() >= 0 && place > column.drop() ? place - 1 : place] = 1;
                    }
                }
                String hot = graph.node("MatMul", matches, graph.reals(places));
                boolean grouped = (state.unknown() == UnknownCategory.INFREQUENT_IF_EXIST
                                || state.unknown() == UnknownCategory.WARN)
                        && !column.infrequent().isEmpty()
                        && column.drop() != column.places() - 1;
                if (grouped) {
                    List<Double> infrequent = new ArrayList<>(Collections.nCopies(width, 0.0));
                    infrequent.set(width - 1, 1.0);
                    hot = graph.node("Where", unknown(matches), graph.reals(infrequent), hot);
                }
                made.add(new Segment(hot, width, false));
            }
            sparse = state.sparse();
            if (made.isEmpty()) {
                throw new Unwritable("OneHotEncoder gives no column");
            }
            return made;
        }

        private String unknown(String matches) {
            return graph.node("Equal", sum(matches), graph.real(0));
        }

        @Override
        public List<Segment> ordinalEncoder(OrdinalEncoderState state) {
            List<Segment> columns = columns(block);
            List<Segment> made = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                EncodedColumn column = state.columns().get(i);
                List<Category> categories = column.categories();
                boolean missing =
                        !categories.isEmpty() && categories.get(categories.size() - 1) == Category.Missing.NAN;
                double[][] codes = new double[categories.size()][1];
                EncodedColumn ordinary = missing
                        ? new EncodedColumn(categories.subList(0, categories.size() - 1), column.infrequent(), -1)
                        : column;
                for (int index = 0; index < ordinary.categories().size(); index++) {
                    codes[index][0] = ordinary.placeOf(index);
                }
                String matches = matches(columns.get(i), categories);
                double otherwise = state.unknownIsError() ? Double.NaN : state.unknownValue();
                if (matches == null) {
                    made.add(filled(columns.get(i), otherwise));
                    continue;
                }
                String code = graph.node("MatMul", matches, graph.reals(codes));
                code = graph.node("Where", unknown(matches), graph.real(otherwise), code);
                if (missing) {
                    String is = columns.get(i).texts()
                            ? graph.node("Equal", columns.get(i).name(), graph.texts(List.of("")))
                            : graph.node("IsNaN", columns.get(i).name());
                    code = graph.node("Where", is, graph.real(state.encodedMissing()), code);
                }
                made.add(new Segment(code, 1, false));
            }
            sparse = false;
            return made;
        }

        /** The same in every row. */
        private Segment filled(Segment column, double value) {
            String never = column.texts()
                    ? graph.node("Equal", column.name(), column.name())
                    : graph.node("Equal", graph.node("IsNaN", column.name()), graph.node("IsNaN", column.name()));
            return new Segment(graph.node("Where", never, graph.real(value), graph.real(value)), 1, false);
        }

        @Override
        public List<Segment> targetEncoder(TargetEncoderState state) {
            List<Segment> columns = columns(block);
            List<Segment> made = new ArrayList<>();
            int outputs = state.targetMeans().size();
            for (int i = 0; i < columns.size(); i++) {
                String matches = matches(columns.get(i), state.categories().get(i));
                for (int k = 0; k < outputs; k++) {
                    double mean = state.targetMeans().get(k);
                    if (matches == null) {
                        made.add(filled(columns.get(i), mean));
                        continue;
                    }
                    List<Double> encoding = state.encodings().get(i * outputs + k);
                    double[][] values = new double[encoding.size()][1];
                    for (int index = 0; index < values.length; index++) {
                        values[index][0] = encoding.get(index);
                    }
                    String encoded = graph.node("MatMul", matches, graph.reals(values));
                    made.add(new Segment(graph.node("Where", unknown(matches), graph.real(mean), encoded), 1, false));
                }
            }
            sparse = false;
            return made;
        }

        @Override
        public List<Segment> polynomialFeatures(PolynomialFeaturesState state) {
            Segment in = all();
            List<Segment> columns = columns(List.of(in));
            List<Segment> made = new ArrayList<>();
            for (List<Integer> product : state.products()) {
                if (product.isEmpty()) {
                    made.add(filled(columns.get(0), 1));
                    continue;
                }
                int last = product.size() - 1;
                String value = columns.get(product.get(last)).name();
                for (int k = last - 1; k >= 0; k--) {
                    value = graph.node("Mul", columns.get(product.get(k)).name(), value);
                }
                made.add(new Segment(value, 1, false));
            }
            return made;
        }

        @Override
        public List<Segment> powerTransformer(PowerTransformerState state) {
            Segment in = all();
            String x = in.name();
            String made = state.method() == PowerTransformerState.Method.BOX_COX
                    ? power(graph.node("Log", x), state.lambdas(), 0)
                    : graph.node(
                            "Where",
                            graph.node("GreaterOrEqual", x, graph.real(0)),
                            power(graph.node("Log", graph.node("Add", x, graph.real(1))), state.lambdas(), 0),
                            graph.node(
                                    "Neg",
                                    power(graph.node("Log", graph.node("Sub", graph.real(1), x)), state.lambdas(), 2)));
            Segment powers = sameWidth(made, in);
            StandardScalerState standardize = state.standardize();
            return standardize == null ? List.of(powers) : next(standardize, List.of(powers));
        }

        /** {@code (exp(l log) - 1) / l}, or {@code log} where l is 0; l is lambda, or {@code from} minus it where that is not 0. */
        private String power(String log, List<Double> lambdas, double from) {
            List<Double> powers = lambdas.stream()
                    .map(lambda -> from == 0 ? lambda : from - lambda)
                    .toList();
            List<Double> safe = powers.stream()
                    .map(power -> Math.abs(power) < Math.ulp(1.0) ? 1.0 : power)
                    .toList();
            String power = graph.node(
                    "Div",
                    graph.node("Sub", graph.node("Exp", graph.node("Mul", log, graph.reals(safe))), graph.real(1)),
                    graph.reals(safe));
            List<Double> plain = powers.stream()
                    .map(one -> Math.abs(one) < Math.ulp(1.0) ? 1.0 : 0.0)
                    .toList();
            return graph.node("Where", graph.node("Equal", graph.reals(plain), graph.real(1)), log, power);
        }

        @Override
        public List<Segment> quantileTransformer(QuantileTransformerState state) {
            if (state.distribution() != QuantileTransformerState.Distribution.UNIFORM
                    || state.references().size() < 2) {
                throw new Unwritable("QuantileTransformer has a form in ONNX with output_distribution: uniform,"
                        + " and two quantiles or more");
            }
            List<Segment> columns = columns(block);
            List<Segment> made = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                List<Double> quantiles = state.quantiles().get(i);
                String x = columns.get(i).name();
                String fromLeft = interpolated(x, quantiles, state.references());
                String fromRight = interpolated(graph.node("Neg", x), negated(quantiles), negated(state.references()));
                String mean = graph.node("Mul", graph.real(0.5), graph.node("Sub", fromLeft, fromRight));
                String high = graph.real(quantiles.get(quantiles.size() - 1));
                String upper = graph.node("Where", graph.node("Equal", x, high), graph.real(1), mean);
                String low = graph.real(quantiles.get(0));
                String both = graph.node("Where", graph.node("Equal", x, low), graph.real(0), upper);
                made.add(new Segment(graph.node("Where", graph.node("IsNaN", x), x, both), 1, false));
            }
            return made;
        }

        private static List<Double> negated(List<Double> values) {
            List<Double> negated = new ArrayList<>();
            for (int i = values.size() - 1; i >= 0; i--) {
                negated.add(-values.get(i));
            }
            return negated;
        }

        /** {@code numpy.interp(x, at, values)}. */
        private String interpolated(String x, List<Double> at, List<Double> values) {
            int last = at.size() - 1;
            List<Double> slopes = new ArrayList<>();
            for (int j = 0; j < last; j++) {
                double slope = (values.get(j + 1) - values.get(j)) / (at.get(j + 1) - at.get(j));
                // Between two that are equal lies nothing.
                slopes.add(at.get(j + 1) > at.get(j) ? slope : 0.0);
            }
            String count = sum(asNumber(graph.node("GreaterOrEqual", x, graph.reals(at))));
            String place = clipped(graph.node("Sub", count, graph.real(1)), 0, last - 1);
            String index = graph.node("Cast", Map.of("to", (long) Graph.WHOLE), place);
            String off = graph.node("Sub", x, chosen(at.subList(0, last), index));
            String between = graph.node(
                    "Add", graph.node("Mul", chosen(slopes, index), off), chosen(values.subList(0, last), index));
            String notBelow =
                    graph.node("Where", graph.node("Equal", count, graph.real(0)), graph.real(values.get(0)), between);
            return graph.node(
                    "Where", graph.node("Equal", count, graph.real(at.size())), graph.real(values.get(last)), notBelow);
        }

        private String chosen(List<Double> values, String index) {
            String gathered = graph.node("Gather", Map.of("axis", 1L), graph.reals(values), index);
            return graph.node("Squeeze", gathered, graph.wholes(List.of(0)));
        }

        @Override
        public List<Segment> simpleImputer(SimpleImputerState state) {
            List<Segment> columns = columns(block);
            List<Segment> made = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                Category statistic = state.statistics().get(i).orElse(null);
                if (statistic == null) {
                    continue;
                }
                Segment column = columns.get(i);
                String fill = statistic instanceof Category.Text text
                        ? graph.texts(List.of(text.value()))
                        : graph.real(real(statistic));
                made.add(new Segment(
                        graph.node("Where", missing(column, state.missing()), fill, column.name()), 1, column.texts()));
            }
            for (int i : state.indicators()) {
                made.add(new Segment(asNumber(missing(columns.get(i), state.missing())), 1, false));
            }
            return made;
        }

        private String missing(Segment column, Category sentinel) {
            String is = column.texts()
                    ? graph.node("Equal", column.name(), graph.texts(List.of("")))
                    : graph.node("IsNaN", column.name());
            if (sentinel instanceof Category.Missing) {
                return is;
            }
            String also = column.texts()
                    ? graph.node("Equal", column.name(), texts(List.of(sentinel), false))
                    : graph.node("Equal", column.name(), graph.real(real(sentinel)));
            return graph.node("Or", is, also);
        }
    }
}
