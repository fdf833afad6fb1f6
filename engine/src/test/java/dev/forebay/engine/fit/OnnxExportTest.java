package dev.forebay.engine.fit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.forebay.plan.Plan;
import dev.forebay.plan.expression.Origin;
import dev.forebay.plan.fitted.BinarizerState;
import dev.forebay.plan.fitted.ColumnTransformerState;
import dev.forebay.plan.fitted.FeatureHasherState;
import dev.forebay.plan.fitted.FittedState;
import dev.forebay.plan.fitted.FittedTransform;
import dev.forebay.plan.fitted.FunctionTransformerState;
import dev.forebay.plan.fitted.NormalizerState;
import dev.forebay.plan.fitted.NumpyFunction;
import dev.forebay.plan.fitted.PassthroughState;
import dev.forebay.plan.onnx.OnnxExport;
import dev.forebay.plan.onnx.UnwritableStateException;
import dev.forebay.plan.stored.StoredState;
import dev.forebay.plan.window.Windowing;
import dev.forebay.types.Field;
import dev.forebay.types.Type;
import dev.forebay.types.diagnostic.SourceText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What ONNX Runtime calculates of an exported graph is what the engine calculates. */
class OnnxExportTest {
    private static final Path GOLDEN = Path.of("src/test/resources/fit");
    private static final Origin HERE = new Origin("test.yaml", 1, 1);

    static Stream<String> cases() {
        return Stream.concat(FitCases.ALL.keySet().stream(), FitCases.PIPELINES.keySet().stream())
                .filter(name -> !name.equals("quantile-many") && !name.equals("imputer-texts"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void transform_exported_givesWhatTheEngineGives(String name) throws Exception {
        FittedTransform fitted = golden(name);
        FitCases data = new FitCases(GOLDEN.resolve("data.csv"));
        // exp and log are ONNX Runtime's own, and exp(x) - 1 has not all the bits of expm1.
        assertSame(fitted.state(), data.columns(fitted.columns()), name.startsWith("power") ? 1e-6 : 0);
    }

    @ParameterizedTest
    @EnumSource(
            value = NumpyFunction.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"CBRT", "TAN", "TANH"})
    void function_exported_givesWhatTheEngineGives(NumpyFunction function) throws Exception {
        FitCases data = new FitCases(GOLDEN.resolve("data.csv"));
        boolean library = List.of("COS", "EXP", "EXPM1", "LOG", "LOG10", "LOG1P", "LOG2", "SIN")
                .contains(function.name());
        assertSame(
                new FunctionTransformerState(1, function),
                data.columns(
                        List.of(function == NumpyFunction.EXP || function == NumpyFunction.EXPM1 ? "whole" : "amount")),
                library ? 1e-12 : 0);
    }

    @Test
    void transformersWithoutData_exported_giveWhatTheEngineGives() throws Exception {
        FitCases data = new FitCases(GOLDEN.resolve("data.csv"));
        List<FitColumn> columns = data.columns(List.of("amount", "whole"));
        assertSame(new BinarizerState(2, 3.5), columns, 0);
        for (NormalizerState.Norm norm : NormalizerState.Norm.values()) {
            assertSame(new NormalizerState(2, norm), columns, 1e-15);
        }
        assertSame(
                new ColumnTransformerState(
                        2,
                        List.of(
                                new ColumnTransformerState.Part("b", List.of(1), new PassthroughState(1), 2.5),
                                new ColumnTransformerState.Part("a", List.of(1, 0), new BinarizerState(2, 1), 1)),
                        false,
                        true),
                columns,
                0);
    }

    @Test
    void transform_thatOnnxHasNoFormOf_isRefused() {
        Plan plan = plan(
                new FeatureHasherState(1, 8, true),
                List.of(new FitColumn.Numbers(new double[] {1}, FitColumn.Kind.REAL)),
                8);
        assertThatThrownBy(() -> OnnxExport.write(plan, "test"))
                .isInstanceOf(UnwritableStateException.class)
                .hasMessage("'group' cannot be written: FeatureHasher has no form in ONNX");
    }

    private static FittedTransform golden(String name) throws Exception {
        return requireNonNull(StoredState.read(new SourceText(name, Files.readString(GOLDEN.resolve(name + ".json"))))
                .fitted());
    }

    private static void assertSame(FittedState state, List<FitColumn> columns, double relative) throws Exception {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            names.add("c" + i);
        }
        FitBlock expected = FitBlock.of(columns, names).through(state, false, false);
        double[][] found = run(plan(state, columns, expected.columns().size()), columns);
        for (int k = 0; k < expected.columns().size(); k++) {
            double[] wanted = ((FitColumn.Numbers) expected.columns().get(k)).values();
            for (int row = 0; row < wanted.length; row++) {
                if (isBeyondTheFirstPlane(columns, row)) {
                    continue;
                }
                if (relative == 0 || Double.isNaN(wanted[row])) {
                    // -0.0 and 0.0 are not told apart: a sum of nothing but zeros has either sign.
                    assertThat(Double.valueOf(found[row][k] + 0.0))
                            .as("row %s, output %s", row, k)
                            .isEqualTo(Double.valueOf(wanted[row] + 0.0));
                } else {
                    assertThat(found[row][k])
                            .as("row %s, output %s", row, k)
                            .isCloseTo(wanted[row], within(relative * Math.max(1, Math.abs(wanted[row]))));
                }
            }
        }
    }

    /** The Java binding of ONNX Runtime hands such texts on in Java's own encoding, so that they equal nothing in the graph, which is UTF-8. */
    private static boolean isBeyondTheFirstPlane(List<FitColumn> columns, int row) {
        for (FitColumn column : columns) {
            if (column instanceof FitColumn.Texts texts && !texts.isMissing(row)) {
                String text = texts.texts().get(texts.codes()[row]);
                if (text.codePointCount(0, text.length()) < text.length()) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Plan plan(FittedState state, List<FitColumn> columns, int outputs) {
        List<Field> fields = new ArrayList<>();
        List<Plan.Slot> slots = new ArrayList<>();
        List<Integer> inputs = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            Type type = columns.get(i) instanceof FitColumn.Texts ? Type.STRING : Type.DOUBLE;
            fields.add(Field.of("c" + i, type, true));
            slots.add(new Plan.Slot("c" + i, type, true, HERE));
            inputs.add(i);
        }
        List<Integer> made = new ArrayList<>();
        for (int k = 0; k < outputs; k++) {
            made.add(slots.size());
            slots.add(new Plan.Slot("o" + k, Type.DOUBLE, true, HERE));
        }
        return new Plan(
                "exported",
                fields,
                fields.stream().map(field -> HERE).toList(),
                Plan.EventRule.none(HERE),
                List.of(),
                List.of(),
                slots,
                Windowing.NONE,
                List.of(new Plan.Step.Transform("group", inputs, made, FittedTransform.of(state, "test"), HERE)),
                List.of(),
                List.of(),
                List.of());
    }

    private static double[][] run(Plan plan, List<FitColumn> columns) throws OrtException, UnwritableStateException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        Map<String, OnnxTensor> inputs = new HashMap<>();
        try (OrtSession session = environment.createSession(OnnxExport.write(plan, "test"))) {
            for (int i = 0; i < columns.size(); i++) {
                inputs.put("c" + i, tensor(environment, columns.get(i)));
            }
            try (OrtSession.Result result = session.run(inputs)) {
                return (double[][]) result.get("group").orElseThrow().getValue();
            }
        }
    }

    private static OnnxTensor tensor(OrtEnvironment environment, FitColumn column) throws OrtException {
        if (column instanceof FitColumn.Texts texts) {
            String[][] rows = new String[texts.rows()][1];
            for (int row = 0; row < rows.length; row++) {
                rows[row][0] = texts.isMissing(row) ? "" : texts.texts().get(texts.codes()[row]);
            }
            return OnnxTensor.createTensor(environment, rows);
        }
        double[] values = ((FitColumn.Numbers) column).values();
        double[][] rows = new double[values.length][1];
        for (int row = 0; row < rows.length; row++) {
            rows[row][0] = values[row];
        }
        return OnnxTensor.createTensor(environment, rows);
    }
}
