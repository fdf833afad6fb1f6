package dev.forebay.cli.command;

import dev.forebay.cli.console.CliCode;
import dev.forebay.cli.console.CommandFailure;
import dev.forebay.cli.console.Terminal;
import dev.forebay.definition.Definition;
import dev.forebay.definition.DefinitionSchema;
import dev.forebay.formats.avro.AvroSchema;
import dev.forebay.plan.Plan;
import dev.forebay.runtime.frame.FrameFactory;
import dev.forebay.runtime.load.LoadedPipeline;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "schema",
        description = {
            "Prints the JSON Schema of definitions, for editors;",
            "or with --avro the Avro schema of what a pipeline writes, for those who read it."
        },
        footer = {
            "",
            "Examples:",
            "  forebay schema > forebay.schema.json",
            "  forebay schema pipeline.yaml --avro > features.avsc"
        })
final class SchemaCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(index = "0", arity = "0..1", paramLabel = "FILE", description = "With --avro: the definition.")
    private @Nullable Path file;

    @Option(names = "--avro", description = "Print the Avro schema of a sink's records.")
    private boolean avro;

    @Option(
            names = "--sink",
            paramLabel = "TOPIC",
            description = "Of which sink (default: the one with 'format: avro'; all output columns where none has it).")
    private @Nullable String topic;

    @Option(names = "--fingerprint", description = "Print the schema's fingerprint (CRC-64-AVRO, hexadecimal) instead.")
    private boolean fingerprint;

    @Mixin
    private FittedOption fitted = new FittedOption();

    SchemaCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Path definition = file;
        if (!avro) {
            if (definition != null || topic != null || fingerprint) {
                throw CommandFailure.wrong(
                        CliCode.BAD_ARGUMENT,
                        "a definition, --sink and --fingerprint go with --avro",
                        "forebay schema pipeline.yaml --avro");
            }
            terminal.out().println(DefinitionSchema.json().stripTrailing());
            return CommandFailure.DONE;
        }
        if (definition == null) {
            throw CommandFailure.wrong(
                    CliCode.BAD_ARGUMENT, "--avro needs a definition", "forebay schema pipeline.yaml --avro");
        }
        LoadedPipeline pipeline = Loading.pipeline(definition, fitted, terminal);
        AvroSchema schema = FrameFactory.avroSchema(pipeline.plan(), columns(pipeline));
        terminal.out()
                .println(
                        fingerprint
                                ? "%016x".formatted(schema.fingerprint())
                                : schema.json().stripTrailing());
        return CommandFailure.DONE;
    }

    private List<Plan.OutputColumn> columns(LoadedPipeline pipeline) {
        List<Definition.Sink> sinks = pipeline.definition().sinks();
        List<Integer> wanted = new ArrayList<>();
        for (int i = 0; i < sinks.size(); i++) {
            boolean fits = topic == null
                    ? sinks.get(i).format() == Definition.Format.AVRO
                    : sinks.get(i).topic().value().equals(topic);
            if (fits) {
                wanted.add(i);
            }
        }
        List<String> topics = sinks.stream().map(sink -> sink.topic().value()).toList();
        if (wanted.isEmpty() && topic != null) {
            throw CommandFailure.wrong(
                    CliCode.BAD_ARGUMENT,
                    "no sink writes to topic '" + topic + "'",
                    "topics of the sinks: " + String.join(", ", topics));
        }
        if (wanted.size() > 1) {
            throw CommandFailure.wrong(
                    CliCode.BAD_ARGUMENT,
                    wanted.size() + " sinks could be meant",
                    "say --sink TOPIC; topics of the sinks: " + String.join(", ", topics));
        }
        return wanted.isEmpty()
                ? pipeline.plan().output()
                : pipeline.plan().sinks().get(wanted.get(0)).columns();
    }
}
