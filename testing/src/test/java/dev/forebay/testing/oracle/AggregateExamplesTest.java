package dev.forebay.testing.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.plan.Plan;
import dev.forebay.plan.window.AggregateFunction;
import dev.forebay.plan.window.AggregateReference;
import dev.forebay.testing.ReferenceEvent;
import dev.forebay.testing.ReferenceInterpreter;
import dev.forebay.testing.ReferenceResult;
import dev.forebay.testing.expression.EvaluationListener;
import dev.forebay.testing.expression.WrittenValues;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every example of the reference of aggregates is true of the events at its head, in the interpreter and in the engine. */
class AggregateExamplesTest {
    private static final String DEFINITION = """
            forebay: 1
            pipeline: examples
            event: {time: at}
            schema:
              at: timestamp
              amount: {type: double, optional: true}
              channel: string
              approved: {type: boolean, optional: true}
              card: string
            windows: {ever: {by: card}}
            features:
              x: |
                %s
            output: {keep: [x]}
            """;

    static Stream<AggregateReference.Example> examples() {
        return Stream.of(AggregateFunction.values())
                .flatMap(function -> AggregateReference.examples(function).stream());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void example_ofTheReference_holdsInInterpreterAndEngine(AggregateReference.Example example) {
        Plan plan = WrittenPlan.of(DEFINITION.formatted(example.expression()));
        List<ReferenceEvent> events = events();
        int last = events.size() - 1;
        int slot = plan.columns().stream().map(Plan.Slot::name).toList().indexOf("x");

        ReferenceResult interpreted = ReferenceInterpreter.processAll(plan, events, EvaluationListener.NONE)
                .get(last);
        EngineRun.Row computed = new EngineRun(plan, EngineRun.Setting.plain(1))
                .run(new RowSource(events), List.of(1, 2, 3, 4))
                .get(last);

        assertThat(shown(interpreted.slots().get(slot))).isEqualTo(example.result());
        assertThat(shown(computed.slots().get(slot))).isEqualTo(example.result());
    }

    /** The rows of the first table of the page. */
    private static List<ReferenceEvent> events() {
        List<ReferenceEvent> events = new ArrayList<>();
        AggregateReference.markdown()
                .lines()
                .filter(line -> line.matches("\\| [0-9].*"))
                .map(line -> line.substring(1).split("\\|", -1))
                .forEach(cells -> events.add(event(cells)));
        assertThat(events).hasSize(4);
        return events;
    }

    private static ReferenceEvent event(String[] cells) {
        String amount = cells[1].strip();
        String approved = cells[3].strip();
        List<@Nullable Object> fields = Arrays.asList(
                Instant.parse("2018-04-01T" + cells[0].strip() + ":00Z"),
                amount.equals("null") ? null : Double.valueOf(amount),
                cells[2].strip(),
                approved.equals("null") ? null : Boolean.valueOf(approved),
                "card");
        return new ReferenceEvent(0, null, fields, List.of());
    }

    private static String shown(@Nullable Object value) {
        if (value == null) {
            return "NULL";
        }
        String text = WrittenValues.write(value);
        return value instanceof String ? "'" + text + "'" : text;
    }
}
