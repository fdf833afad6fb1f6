package dev.forebay.cli.command;

import dev.forebay.cli.console.CommandFailure;
import dev.forebay.cli.console.Terminal;
import dev.forebay.cli.doctor.Examination;
import dev.forebay.cli.doctor.Finding;
import dev.forebay.cli.doctor.KafkaExamination;
import dev.forebay.runtime.load.LoadedPipeline;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "doctor",
        description =
                "Looks at what a pipeline needs: Java, disk, broker, topics, rights. Exit code 1 where something is bad.",
        footer = {"", "Example:", "  KAFKA_BROKERS=localhost:9092 forebay doctor examples/seed/pipeline.yaml"})
final class DoctorCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "FILE",
            description = "A definition; without one only the machine is looked at.")
    private @Nullable Path file;

    @Option(names = "--json", description = "Print the findings as JSON.")
    private boolean json;

    @Mixin
    private FittedOption fitted = new FittedOption();

    DoctorCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        List<Finding> findings = new ArrayList<>(Examination.machine(Path.of(".forebay")));
        if (file != null) {
            LoadedPipeline pipeline = Loading.pipeline(file, fitted, terminal);
            findings.add(new Finding(
                    "definition",
                    Finding.State.GOOD,
                    pipeline.plan().pipeline() + " in " + file + " has no errors",
                    null));
            if (pipeline.definition().source().kafka() != null) {
                findings.addAll(KafkaExamination.of(pipeline.definition()));
            }
        }
        if (json) {
            terminal.json(findings.stream().map(DoctorCommand::asData).toList());
        } else {
            findings.forEach(this::print);
        }
        return findings.stream().anyMatch(f -> f.state() == Finding.State.BAD)
                ? CommandFailure.FAILED
                : CommandFailure.DONE;
    }

    private void print(Finding finding) {
        String sign = switch (finding.state()) {
            case GOOD -> "ok   ";
            case DOUBTFUL -> "warn ";
            case BAD -> "BAD  ";
        };
        terminal.out().println(sign + finding.subject() + ": " + finding.text());
        if (finding.remedy() != null) {
            terminal.out().println("       " + finding.remedy());
        }
    }

    private static Map<String, @Nullable Object> asData(Finding finding) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("subject", finding.subject());
        data.put("state", finding.state().name().toLowerCase(Locale.ROOT));
        data.put("text", finding.text());
        data.put("remedy", finding.remedy());
        return data;
    }
}
