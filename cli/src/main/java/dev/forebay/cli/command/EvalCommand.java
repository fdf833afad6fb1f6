package dev.forebay.cli.command;

import dev.forebay.cli.console.CliCode;
import dev.forebay.cli.console.CommandFailure;
import dev.forebay.cli.console.Terminal;
import dev.forebay.cli.local.LocalPipeline;
import dev.forebay.cli.local.Values;
import dev.forebay.cli.project.SampleSchema;
import dev.forebay.definition.expression.Expression;
import dev.forebay.definition.expression.ExpressionParser;
import dev.forebay.plan.Plan;
import dev.forebay.plan.expression.Origin;
import dev.forebay.plan.expression.TypedExpression;
import dev.forebay.plan.resolve.PlanCode;
import dev.forebay.plan.resolve.Resolver;
import dev.forebay.plan.window.Windowing;
import dev.forebay.types.Field;
import dev.forebay.types.Type;
import dev.forebay.types.batch.Reason;
import dev.forebay.types.diagnostic.Diagnostic;
import dev.forebay.types.diagnostic.Diagnostics;
import dev.forebay.types.diagnostic.SourceText;
import dev.forebay.types.diagnostic.Span;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "eval",
        description = "Evaluates an expression, over the fields of a row where one is given.",
        footer = {
            "",
            "Examples:",
            "  forebay eval 'LOG1P(93.91) / 2'",
            "  forebay eval \"HOUR(at, 'Europe/Berlin')\" --row '{\"at\": \"2018-04-01T22:30:00Z\"}'"
        })
final class EvalCommand implements Callable<Integer> {
    private static final Origin ORIGIN = new Origin("expression", 1, 1);

    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "EXPR", description = "An SQL scalar expression.")
    private String text = "";

    @Option(
            names = "--row",
            paramLabel = "JSON",
            description = "An event whose fields are the columns; text that is a timestamp or a date is one.")
    private @Nullable String row;

    @Option(names = "--json", description = "Print value and type as JSON.")
    private boolean json;

    EvalCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        SampleSchema schema = SampleSchema.ofEvent(row == null ? "{}" : row);
        List<Field> fields = row == null ? List.of() : fields(row, schema);
        List<Plan.Slot> slots = new ArrayList<>();
        fields.forEach(f -> slots.add(new Plan.Slot(f.name(), f.type(), f.optional(), ORIGIN)));
        TypedExpression expression = resolve(slots, schema.leftOut());
        LocalPipeline pipeline = new LocalPipeline(plan(fields, slots, expression), 1);
        byte[] event = (row == null ? "{}" : row).getBytes(StandardCharsets.UTF_8);
        pipeline.batch().clear();
        pipeline.batch().add(0, 0, Long.MIN_VALUE, event, 0, -1, event, 0, event.length);
        pipeline.run();
        if (pipeline.isRejected(0)) {
            Reason reason = pipeline.reasons(0).get(0);
            throw CommandFailure.failed(
                    CliCode.BAD_ROW,
                    "no value: " + reason.code().code()
                            + (reason.column() == null ? "" : " of '" + reason.column() + "'"),
                    reason.found() == null ? "found nothing" : "found " + reason.found(),
                    "expected " + reason.rule());
        }
        print(pipeline.value(fields.size(), 0), expression.type());
        return CommandFailure.DONE;
    }

    private void print(Object value, Type type) {
        if (!json) {
            terminal.out().println(Values.literal(value, type));
            return;
        }
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        Object asJson = Values.json(value);
        data.put("value", asJson == Values.NULL ? null : asJson);
        data.put("type", type.toString());
        terminal.json(data);
    }

    private TypedExpression resolve(List<Plan.Slot> slots, List<String> untyped) {
        SourceText source = new SourceText("expression", text);
        Diagnostics diagnostics = new Diagnostics();
        Expression parsed = ExpressionParser.parse(source, new Span(source, 0, text.length()), diagnostics);
        TypedExpression resolved = parsed == null ? null : Resolver.resolveExpression(parsed, slots, diagnostics);
        if (resolved == null || diagnostics.hasErrors()) {
            throw CommandFailure.wrong(diagnostics.sorted().stream()
                    .map(found -> untyped.isEmpty() || found.code() != PlanCode.UNKNOWN_COLUMN
                            ? found
                            : withNote(
                                    found,
                                    "fields without a type, as they are null or a list: " + String.join(", ", untyped)))
                    .toList());
        }
        return resolved;
    }

    private static Diagnostic withNote(Diagnostic found, String note) {
        List<String> notes = new ArrayList<>(found.notes());
        notes.add(note);
        notes.add("for a null write CAST(NULL AS double), or the type that it would have");
        return new Diagnostic(found.code(), found.span(), found.message(), notes);
    }

    private static List<Field> fields(String row, SampleSchema schema) {
        if (schema.events() == 0) {
            throw CommandFailure.wrong(
                    CliCode.BAD_ROW,
                    "--row is no JSON object",
                    "found " + row,
                    "expected such as '{\"amount\": 93.91}'");
        }
        List<Field> fields = new ArrayList<>();
        for (SampleSchema.InferredColumn column : schema.columns()) {
            fields.add(new Field(
                    column.name(),
                    column.path(),
                    Type.parse(column.type()).orElseThrow(),
                    Field.TimestampFormat.RFC3339,
                    true));
        }
        return fields;
    }

    private static Plan plan(List<Field> fields, List<Plan.Slot> slots, TypedExpression expression) {
        List<Plan.Slot> columns = new ArrayList<>(slots);
        columns.add(new Plan.Slot("expression", expression.type(), true, ORIGIN));
        return new Plan(
                "eval",
                fields,
                fields.stream().map(f -> ORIGIN).toList(),
                Plan.EventRule.none(ORIGIN),
                List.of(),
                List.of(),
                columns,
                Windowing.NONE,
                List.of(new Plan.Step.Feature(fields.size(), expression)),
                List.of(),
                List.of(),
                List.of());
    }
}
