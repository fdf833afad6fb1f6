package dev.forebay.testing.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.definition.expression.Expression;
import dev.forebay.definition.expression.ExpressionParser;
import dev.forebay.plan.Plan;
import dev.forebay.plan.expression.Origin;
import dev.forebay.plan.expression.TypedExpression;
import dev.forebay.plan.function.FunctionDefinition;
import dev.forebay.plan.function.FunctionLibrary;
import dev.forebay.plan.resolve.Resolver;
import dev.forebay.plan.window.Windowing;
import dev.forebay.testing.Finding;
import dev.forebay.testing.ReferenceEvent;
import dev.forebay.testing.expression.Failure;
import dev.forebay.testing.expression.ReferenceEvaluator;
import dev.forebay.testing.expression.WrittenValues;
import dev.forebay.types.diagnostic.Diagnostics;
import dev.forebay.types.diagnostic.SourceText;
import dev.forebay.types.diagnostic.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every example of the function reference is true, in the interpreter and in the engine. */
class FunctionExamplesTest {
    private static final Origin ORIGIN = new Origin("example", 1, 1);

    @Test
    void examples_ofAllFunctions_holdInInterpreterAndEngine() {
        List<String> wrong = new ArrayList<>();
        int examples = 0;
        for (FunctionDefinition function : FunctionLibrary.all()) {
            for (FunctionDefinition.Example example : function.examples()) {
                examples++;
                TypedExpression expression = resolve(example.expression());
                String interpreted = shown(ReferenceEvaluator.evaluate(expression, List.of()));
                String computed = computed(expression);
                if (!interpreted.equals(example.result()) || !computed.equals(example.result())) {
                    wrong.add("%s: documented %s, interpreter %s, engine %s"
                            .formatted(example.expression(), example.result(), interpreted, computed));
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(examples).isGreaterThan(150);
    }

    private static TypedExpression resolve(String text) {
        SourceText source = new SourceText("example", text);
        Diagnostics diagnostics = new Diagnostics();
        Expression expression = ExpressionParser.parse(source, new Span(source, 0, text.length()), diagnostics);
        TypedExpression resolved =
                expression == null ? null : Resolver.resolveExpression(expression, List.of(), diagnostics);
        if (resolved == null) {
            throw new AssertionError(text + ": " + diagnostics.sorted());
        }
        return resolved;
    }

    /** What the engine makes of it, as the only feature of a plan. */
    private static String computed(TypedExpression expression) {
        Plan.Slot slot = new Plan.Slot("x", expression.type(), true, ORIGIN);
        Plan plan = new Plan(
                "example",
                List.of(),
                List.of(),
                Plan.EventRule.none(ORIGIN),
                List.of(),
                List.of(),
                List.of(slot),
                Windowing.NONE,
                List.of(new Plan.Step.Feature(0, expression)),
                List.of(),
                List.of(),
                List.of());
        ReferenceEvent event = new ReferenceEvent(0, null, List.of(), List.of());
        EngineRun.Row row = new EngineRun(plan, EngineRun.Setting.plain(1))
                .run(new RowSource(List.of(event)), List.of(1))
                .get(0);
        if (row.findings().isEmpty()) {
            return shown(row.slots().get(0));
        }
        Finding finding = row.findings().get(0);
        return "error " + finding.code().code();
    }

    private static String shown(@Nullable Object value) {
        if (value == null) {
            return "NULL";
        }
        if (value instanceof Failure failure) {
            return "error " + failure.code().code();
        }
        String text = WrittenValues.write(value);
        return value instanceof String ? "'" + text.replace("'", "''") + "'" : text;
    }
}
