package dev.forebay.cli.local;

import dev.forebay.definition.Definition.TestCase;
import dev.forebay.definition.Definition.Tolerance;
import dev.forebay.definition.Located;
import dev.forebay.definition.Scalar;
import dev.forebay.engine.model.Scorers;
import dev.forebay.plan.Plan;
import dev.forebay.types.batch.Reason;
import dev.forebay.types.diagnostic.NearestName;
import dev.forebay.types.diagnostic.Span;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Runs the tests that a definition carries: given events through the pipeline, expected columns out.
 *
 * <p>Columns that neither a given event nor the test's defaults name are filled in: the id with a number of its own, the time with
 * {@code at}, other required columns with a value that their constraints allow.
 */
public final class DefinitionTests {
    private final List<TestCase> tests;
    private final Plan plan;
    private final Scorers scorers;

    /**
     * What became of one test.
     *
     * @param took how long it ran
     */
    public record Outcome(String name, List<Failure> failures, Duration took) {
        public Outcome {
            failures = List.copyOf(failures);
        }

        public boolean passed() {
            return failures.isEmpty();
        }
    }

    /** One expectation that was not met, and where it stands. */
    public record Failure(Span span, String message) {}

    /**
     * @param tests of the plan's own definition, or of another one of the same events
     * @param scorers brings the plan's model
     */
    public DefinitionTests(List<TestCase> tests, Plan plan, Scorers scorers) {
        this.scorers = scorers;
        this.tests = List.copyOf(tests);
        this.plan = plan;
    }

    public List<Outcome> run() {
        return tests.stream().map(this::run).toList();
    }

    private Outcome run(TestCase test) {
        long began = System.nanoTime();
        List<Failure> failures = failures(test);
        return new Outcome(test.name().value(), failures, Duration.ofNanos(System.nanoTime() - began));
    }

    private List<Failure> failures(TestCase test) {
        List<Failure> failures = new ArrayList<>();
        requireColumns(test, failures);
        if (test.given().size() != test.expect().size()) {
            failures.add(new Failure(
                    test.name().span(),
                    test.given().size() + " given events but " + test.expect().size() + " expectations"));
            return failures;
        }
        LocalPipeline pipeline =
                new LocalPipeline(plan, scorers, Math.max(1, test.given().size()));
        pipeline.batch().clear();
        GivenEvents events = new GivenEvents(plan);
        for (int i = 0; i < test.given().size(); i++) {
            GivenEvents.Event event =
                    events.event(i, byName(test.defaults()), byName(test.given().get(i)));
            byte[] json = event.json().getBytes(StandardCharsets.UTF_8);
            pipeline.batch().add(0, i, event.recordTimeMicros(), json, 0, -1, json, 0, json.length);
        }
        pipeline.run();
        for (int i = 0; i < test.expect().size(); i++) {
            compare(pipeline, i, test, failures);
        }
        return failures;
    }

    /** A tolerance of a column that is not there would tolerate nothing. */
    private void requireColumns(TestCase test, List<Failure> failures) {
        test.tolerances().keySet().forEach(name -> {
            if (names().contains(name.value())) {
                return;
            }
            failures.add(unknown(name));
        });
    }

    private List<String> names() {
        return plan.columns().stream().map(Plan.Slot::name).toList();
    }

    private Failure unknown(Located<String> name) {
        String nearest = NearestName.of(name.value(), names())
                .map(near -> "; did you mean '" + near + "'?")
                .orElse("");
        return new Failure(name.span(), "unknown column '" + name.value() + "'" + nearest);
    }

    private static Map<String, Scalar> byName(Map<Located<String>, Scalar> values) {
        Map<String, Scalar> named = new LinkedHashMap<>();
        values.forEach((name, value) -> named.put(name.value(), value));
        return named;
    }

    private void compare(LocalPipeline pipeline, int row, TestCase test, List<Failure> failures) {
        Map<Located<String>, Scalar> expected = test.expect().get(row);
        boolean expectsRejection =
                expected.keySet().stream().anyMatch(name -> name.value().equals("rejected"));
        if (!expectsRejection && pipeline.isRejected(row)) {
            Span span = expected.keySet().stream()
                    .findFirst()
                    .map(Located::span)
                    .orElse(test.name().span());
            failures.add(new Failure(span, "event " + (row + 1) + " was rejected: " + reasons(pipeline, row)));
            return;
        }
        expected.forEach((name, value) -> {
            if (name.value().equals("rejected")) {
                compareRejection(pipeline, row, value, failures);
            } else {
                compareValue(pipeline, row, name, value, tolerance(test, name.value()), failures);
            }
        });
    }

    private static void compareRejection(LocalPipeline pipeline, int row, Scalar wanted, List<Failure> failures) {
        if (!pipeline.isRejected(row)) {
            failures.add(new Failure(
                    wanted.span(),
                    "event " + (row + 1) + " was accepted, expected it to be rejected because of '" + wanted.text()
                            + "'"));
            return;
        }
        boolean found = pipeline.reasons(row).stream()
                .anyMatch(r ->
                        r.code().code().equals(wanted.text()) || wanted.text().equals(r.column()));
        if (!found) {
            failures.add(new Failure(
                    wanted.span(),
                    "event " + (row + 1) + " was rejected because of " + reasons(pipeline, row) + ", expected '"
                            + wanted.text() + "'"));
        }
    }

    private static @Nullable Tolerance tolerance(TestCase test, String column) {
        return test.tolerances().entrySet().stream()
                .filter(entry -> entry.getKey().value().equals(column))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    private void compareValue(
            LocalPipeline pipeline,
            int row,
            Located<String> name,
            Scalar expected,
            @Nullable Tolerance tolerance,
            List<Failure> failures) {
        int slot = names().indexOf(name.value());
        if (slot < 0) {
            failures.add(unknown(name));
            return;
        }
        Object found = pipeline.value(slot, row);
        if (!ExpectedValue.matches(expected, found, plan.columns().get(slot).type(), tolerance)) {
            failures.add(new Failure(
                    expected.span(),
                    "event " + (row + 1) + ": " + name.value() + " is "
                            + Values.literal(found, plan.columns().get(slot).type()) + ", expected "
                            + expected.text() + (tolerance == null ? "" : words(tolerance))));
        }
    }

    private static String words(Tolerance tolerance) {
        return tolerance.relative()
                ? " within "
                        + BigDecimal.valueOf(tolerance.amount())
                                .movePointRight(2)
                                .toPlainString() + "%"
                : " within " + tolerance.amount();
    }

    private static String reasons(LocalPipeline pipeline, int row) {
        return pipeline.reasons(row).stream().map(DefinitionTests::text).collect(Collectors.joining(", "));
    }

    private static String text(Reason reason) {
        return reason.column() == null ? reason.code().code() : reason.code().code() + " of '" + reason.column() + "'";
    }
}
