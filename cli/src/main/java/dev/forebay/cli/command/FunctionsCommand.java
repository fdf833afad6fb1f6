package dev.forebay.cli.command;

import dev.forebay.cli.console.CliCode;
import dev.forebay.cli.console.CommandFailure;
import dev.forebay.cli.console.Table;
import dev.forebay.cli.console.Terminal;
import dev.forebay.plan.function.Category;
import dev.forebay.plan.function.FunctionDefinition;
import dev.forebay.plan.function.FunctionLibrary;
import dev.forebay.plan.function.Signature;
import dev.forebay.types.diagnostic.NearestName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "functions",
        description = "Lists the functions of the expression language, or explains one.",
        footer = {"", "Examples:", "  forebay functions", "  forebay functions HAVERSINE_KM", "  forebay functions week"
        })
final class FunctionsCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", description = "A function, or part of a name.")
    private @Nullable String name;

    @Option(names = "--json", description = "Print as JSON.")
    private boolean json;

    FunctionsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (name == null) {
            list(FunctionLibrary.all());
            return CommandFailure.DONE;
        }
        Optional<FunctionDefinition> exact = FunctionLibrary.find(name);
        if (exact.isPresent()) {
            explain(exact.get());
            return CommandFailure.DONE;
        }
        List<FunctionDefinition> matches = FunctionLibrary.all().stream()
                .filter(f -> f.name().contains(name.toUpperCase(Locale.ROOT)))
                .toList();
        if (matches.isEmpty()) {
            throw unknown(name);
        }
        list(matches);
        return CommandFailure.DONE;
    }

    private static CommandFailure unknown(String name) {
        List<String> names =
                FunctionLibrary.all().stream().map(FunctionDefinition::name).toList();
        List<String> notes = new ArrayList<>();
        NearestName.of(name.toUpperCase(Locale.ROOT), names)
                .ifPresent(nearest -> notes.add("did you mean '" + nearest + "'?"));
        notes.add("forebay functions lists them all");
        return CommandFailure.wrong(
                CliCode.UNKNOWN_FUNCTION, "unknown function '" + name + "'", notes.toArray(String[]::new));
    }

    private void list(List<FunctionDefinition> functions) {
        if (json) {
            terminal.json(functions.stream().map(FunctionsCommand::asData).toList());
            return;
        }
        for (Category category : Category.values()) {
            Table table = new Table(category.title(), "");
            int rows = 0;
            for (FunctionDefinition function : functions) {
                if (function.category() == category) {
                    table.row(function.usage(), function.summary());
                    rows++;
                }
            }
            if (rows > 0) {
                table.print(terminal.out());
                terminal.out().println();
            }
        }
        terminal.out().println("forebay functions NAME explains one.");
    }

    private void explain(FunctionDefinition function) {
        if (json) {
            terminal.json(asData(function));
            return;
        }
        terminal.out().println(function.usage());
        terminal.out().println("  " + function.summary());
        if (function.details() != null) {
            terminal.out().println("  " + function.details());
        }
        if (function.errors() != null) {
            terminal.out().println("  Errors: " + function.errors());
        }
        if (!function.aliases().isEmpty()) {
            terminal.out().println("  Also: " + String.join(", ", function.aliases()));
        }
        if (!function.parameters().isEmpty()) {
            terminal.out().println();
            function.parameters().forEach(p -> terminal.out().println("  " + p.name() + ": " + p.summary()));
        }
        if (!function.signatures().isEmpty()) {
            terminal.out().println();
            for (Signature signature : function.signatures()) {
                terminal.out()
                        .println("  " + signature.id() + " -> "
                                + signature.result().name().toLowerCase(Locale.ROOT));
            }
        }
        terminal.out().println();
        function.examples().forEach(e -> terminal.out().println("  " + e.expression() + "  =  " + e.result()));
    }

    private static Map<String, @Nullable Object> asData(FunctionDefinition function) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("name", function.name());
        data.put("aliases", function.aliases());
        data.put("category", function.category().title());
        data.put("usage", function.usage());
        data.put("summary", function.summary());
        data.put("details", function.details());
        data.put("errors", function.errors());
        data.put("signatures", function.signatures().stream().map(Signature::id).toList());
        data.put(
                "examples",
                function.examples().stream()
                        .map(e -> Map.of("expression", e.expression(), "result", e.result()))
                        .toList());
        return data;
    }
}
