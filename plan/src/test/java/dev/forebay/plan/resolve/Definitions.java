package dev.forebay.plan.resolve;

import dev.forebay.definition.Definition;
import dev.forebay.definition.DefinitionParser;
import dev.forebay.definition.Located;
import dev.forebay.definition.ParsedDefinition;
import dev.forebay.definition.expression.Expression;
import dev.forebay.definition.expression.ExpressionParser;
import dev.forebay.plan.Plan;
import dev.forebay.plan.expression.TypedExpression;
import dev.forebay.plan.fitted.FittedTransform;
import dev.forebay.plan.fitted.Precision;
import dev.forebay.plan.fitted.StandardScalerState;
import dev.forebay.plan.model.ModelContract;
import dev.forebay.plan.model.ModelContract.Element;
import dev.forebay.plan.model.ModelContract.Tensor;
import dev.forebay.plan.window.Windowing;
import dev.forebay.types.diagnostic.DiagnosticRenderer;
import dev.forebay.types.diagnostic.Diagnostics;
import dev.forebay.types.diagnostic.SourceText;
import dev.forebay.types.diagnostic.Span;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Definitions, expressions and fitted state for tests. */
final class Definitions {
    private Definitions() {}

    static Definition parse(String yaml) {
        return parse("pipeline.yaml", yaml);
    }

    static Definition parse(String name, String yaml) {
        ParsedDefinition parsed = DefinitionParser.parse(new SourceText(name, yaml), variable -> null);
        Definition definition = parsed.definition();
        if (definition == null) {
            throw new AssertionError(DiagnosticRenderer.renderAll(parsed.diagnostics()));
        }
        return definition;
    }

    static Plan plan(String yaml) {
        ResolvedPlan resolved = Resolver.resolve(parse(yaml), LOADER);
        Plan plan = resolved.plan();
        if (plan == null) {
            throw new AssertionError(DiagnosticRenderer.renderAll(resolved.diagnostics()));
        }
        return plan;
    }

    static String mistakes(String yaml) {
        return DiagnosticRenderer.renderAll(
                Resolver.resolve(parse(yaml), LOADER).diagnostics());
    }

    static Expression expression(String sql) {
        Diagnostics into = new Diagnostics();
        SourceText text = new SourceText("expression", sql);
        Expression parsed = ExpressionParser.parse(text, new Span(text, 0, sql.length()), into);
        if (parsed == null) {
            throw new AssertionError(DiagnosticRenderer.renderAll(into.sorted()));
        }
        return parsed;
    }

    static TypedExpression resolve(String sql, List<Plan.Slot> columns) {
        Diagnostics into = new Diagnostics();
        TypedExpression resolved = Resolver.resolveExpression(expression(sql), columns, into);
        if (resolved == null) {
            throw new AssertionError(DiagnosticRenderer.renderAll(into.sorted()));
        }
        return resolved;
    }

    /** Brings state and models by their names. */
    static final FittedStateLoader LOADER = new FittedStateLoader() {
        @Override
        public Loaded load(Located<String> path) {
            return fitted(path);
        }

        /** {@code classifier-N.onnx} takes N floats and gives a label and two probabilities; any other name is not there. */
        @Override
        public LoadedModel model(Located<String> path) {
            String name = path.value();
            if (!name.startsWith("classifier-")) {
                return new LoadedModel(null, List.of());
            }
            long width = Long.parseLong(name.replaceAll("[^0-9]", ""));
            return new LoadedModel(
                    new ModelContract(
                            "classifier",
                            "0".repeat(64),
                            List.of(new Tensor("X", Element.FLOAT, List.of(-1L, width))),
                            List.of(
                                    new Tensor("label", Element.INT64, List.of(-1L)),
                                    new Tensor("probabilities", Element.FLOAT, List.of(-1L, 2L)))),
                    List.of());
        }
    };

    /**
     * State by its name: {@code scaler-N.pkl} has N columns without names, {@code scaler-a,b.pkl} has columns a and b, with
     * {@code no-mean-} or {@code no-std-} in front it was fitted so; any other name is not there.
     */
    static FittedStateLoader.Loaded fitted(Located<String> path) {
        String name = path.value();
        if (!name.contains("scaler-")) {
            return new FittedStateLoader.Loaded(null, List.of());
        }
        String columns = name.substring(name.indexOf("scaler-") + 7, name.length() - ".pkl".length());
        boolean counted = columns.matches("\\d+");
        List<String> names = counted ? List.of() : List.of(columns.split(",", -1));
        int count = counted ? Integer.parseInt(columns) : names.size();
        return new FittedStateLoader.Loaded(
                new FittedTransform(
                        new StandardScalerState(
                                count,
                                !name.contains("no-mean"),
                                !name.contains("no-std"),
                                Collections.nCopies(count, 1.0),
                                Collections.nCopies(count, 2.0)),
                        names,
                        Precision.FLOAT64,
                        "scikit-learn 1.9.1"),
                List.of());
    }

    static @Nullable TypedExpression tryResolve(
            String sql, List<Plan.Slot> columns, Windowing windowing, Diagnostics into) {
        return Resolver.resolveExpression(expression(sql), columns, windowing, into);
    }

    static @Nullable TypedExpression tryResolve(String sql, List<Plan.Slot> columns, Diagnostics into) {
        return Resolver.resolveExpression(expression(sql), columns, into);
    }
}
