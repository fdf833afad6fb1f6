package dev.forebay.plan.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.plan.expression.TypedExpression;
import dev.forebay.plan.function.FunctionDefinition;
import dev.forebay.plan.function.FunctionLibrary;
import dev.forebay.types.diagnostic.DiagnosticRenderer;
import dev.forebay.types.diagnostic.Diagnostics;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Examples resolve. What they give is checked where there is an engine. */
class FunctionExamplesTest {

    static Stream<String> expressions() {
        return FunctionLibrary.all().stream()
                .flatMap(function -> function.examples().stream())
                .map(FunctionDefinition.Example::expression);
    }

    @ParameterizedTest
    @MethodSource("expressions")
    void example_ofTheReference_resolves(String expression) {
        Diagnostics into = new Diagnostics();
        TypedExpression resolved = Definitions.tryResolve(expression, List.of(), into);
        assertThat(resolved).as(DiagnosticRenderer.renderAll(into.sorted())).isNotNull();
    }
}
