package dev.forebay.engine.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.engine.Expressions;
import dev.forebay.engine.expression.Program;
import dev.forebay.engine.expression.Values;
import dev.forebay.plan.expression.TypedExpression;
import dev.forebay.plan.function.FunctionDefinition;
import dev.forebay.plan.function.FunctionLibrary;
import dev.forebay.types.Type;
import dev.forebay.types.batch.Vector;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LibraryExamplesTest {

    static Stream<Arguments> examples() {
        return FunctionLibrary.all().stream()
                .map(FunctionDefinition::examples)
                .flatMap(examples -> examples.stream())
                .map(example -> Arguments.of(example.expression(), example.result()));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void example_ofTheLibrary_givesWhatItSays(String expression, String result) {
        TypedExpression typed = Expressions.of(expression);
        Program program = new Program(0, 1);
        Vector vector = program.add(typed);
        program.run(0, program.size(), 1);

        assertThat(printed(program, typed, vector)).isEqualTo(result);
    }

    private static String printed(Program program, TypedExpression typed, Vector vector) {
        if (vector.isError(0)) {
            return "error " + program.explain(typed, 0).orElseThrow().code().code();
        }
        if (vector.isNull(0)) {
            return "NULL";
        }
        String text = Values.text(vector, 0);
        return vector.type().equals(Type.STRING) ? "'" + text.replace("'", "''") + "'" : text;
    }
}
