package dev.forebay.cli.command;

import dev.forebay.cli.console.CommandFailure;
import dev.forebay.cli.console.Table;
import dev.forebay.cli.console.Terminal;
import dev.forebay.release.registry.RecordedFile;
import dev.forebay.release.registry.RecordedRun;
import dev.forebay.release.registry.RunEnd;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = "What two runs have in common and what not. Exit code 0: the same output, 1: another.",
        footer = {"", "Example:", "  forebay runs compare 16 17"})
final class RunsCompareCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "RUN_A", description = "A run's number.")
    private long first;

    @Parameters(index = "1", paramLabel = "RUN_B", description = "Another's.")
    private long second;

    @Mixin
    private RegistryOption registry = new RegistryOption();

    @Option(names = "--json", description = "Print as JSON.")
    private boolean json;

    RunsCompareCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Map<String, String> a = facts(RecordedRuns.find(registry, first));
        Map<String, String> b = facts(RecordedRuns.find(registry, second));
        TreeSet<String> names = new TreeSet<>(a.keySet());
        names.addAll(b.keySet());
        List<String> different = new ArrayList<>();
        for (String name : names) {
            if (!a.getOrDefault(name, "").equals(b.getOrDefault(name, ""))) {
                different.add(name);
            }
        }
        boolean sameOutput = !a.getOrDefault("output digest", "").isEmpty() && !different.contains("output digest");
        if (json) {
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("same_output", sameOutput);
            Map<String, Object> facts = new LinkedHashMap<>();
            different.forEach(name -> facts.put(name, List.of(a.getOrDefault(name, ""), b.getOrDefault(name, ""))));
            data.put("different", facts);
            terminal.json(data);
        } else {
            terminal.out().println(sameOutput ? "the same output" : "another output");
            if (!different.isEmpty()) {
                terminal.out().println();
                Table table = new Table("different", "run " + first, "run " + second);
                different.forEach(name -> table.row(name, a.getOrDefault(name, ""), b.getOrDefault(name, "")));
                table.print(terminal.out());
            }
        }
        return sameOutput ? CommandFailure.DONE : CommandFailure.FAILED;
    }

    private static Map<String, String> facts(RecordedRun run) {
        Map<String, String> facts = new TreeMap<>();
        facts.put("kind", run.start().kind());
        facts.put("release", run.start().release().toString());
        facts.put("engine", run.engine());
        facts.put("outcome", RecordedRuns.outcome(run));
        run.start().host().forEach((name, value) -> facts.put("host " + name, value));
        run.start().parameters().forEach((name, value) -> facts.put("asked " + name, value));
        for (RecordedFile file : run.start().inputs()) {
            facts.put(file.role() + " digest", file.digest().toString());
        }
        RunEnd end = run.end();
        if (end != null) {
            end.counts().forEach((name, value) -> facts.put("count " + name, Long.toString(value)));
            facts.put("output digest", end.outputDigest());
            facts.put("message", end.message());
        }
        return facts;
    }
}
