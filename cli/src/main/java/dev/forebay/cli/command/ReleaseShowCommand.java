package dev.forebay.cli.command;

import dev.forebay.cli.console.CliCode;
import dev.forebay.cli.console.CommandFailure;
import dev.forebay.cli.console.Table;
import dev.forebay.cli.console.Terminal;
import dev.forebay.release.artefact.Part;
import dev.forebay.release.artefact.Release;
import dev.forebay.release.digest.Digest;
import dev.forebay.release.registry.Allowance;
import dev.forebay.release.registry.LabelMove;
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
        name = "show",
        mixinStandardHelpOptions = true,
        description = "What a release is made of, and how labels came to it and went.",
        footer = {
            "",
            "Examples:",
            "  forebay release show production",
            "  forebay release show 3f2a90c1b7de --part definition"
        })
final class ReleaseShowCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            index = "0",
            paramLabel = "RELEASE",
            description = "A digest or its first digits, a label, or PIPELINE:LABEL.")
    private String reference = "";

    @Mixin
    private RegistryOption registry = new RegistryOption();

    @Option(
            names = "--part",
            paramLabel = "NAME",
            description = "Print a part as it is; 'source' is the text as written.")
    private @Nullable String part;

    @Option(names = "--json", description = "Print as JSON.")
    private boolean json;

    ReleaseShowCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    private record Found(Release release, List<LabelMove> moves, List<Allowance> allowances) {}

    @Override
    public Integer call() {
        Found found = registry.with(kept -> {
            Digest digest = kept.find(reference);
            Release release = kept.release(digest);
            List<LabelMove> moves = kept.moves(release.manifest().pipeline(), null).stream()
                    .filter(move -> move.to().equals(digest) || digest.equals(move.from()))
                    .toList();
            return new Found(release, moves, kept.allowances(digest));
        });
        if (part != null) {
            printPart(found.release(), part);
        } else if (json) {
            Map<String, Object> data = ReleaseBuildCommand.asData(found.release(), false);
            data.remove("new");
            List<Map<String, Object>> moves = new ArrayList<>();
            found.moves().forEach(move -> moves.add(asData(move)));
            data.put("moves", moves);
            data.put(
                    "allowances",
                    found.allowances().stream().map(ReleaseShowCommand::asData).toList());
            terminal.json(data);
        } else {
            print(found);
        }
        return CommandFailure.DONE;
    }

    private void printPart(Release release, String name) {
        byte[] content = release.part(name);
        if (name.equals("source")) {
            terminal.out().print(release.source());
        } else if (content != null) {
            terminal.out().writeBytes(content);
        } else {
            throw CommandFailure.wrong(
                    CliCode.BAD_ARGUMENT,
                    "this release has no part '" + name + "'",
                    "its parts: "
                            + String.join(
                                    ", ",
                                    release.manifest().parts().stream()
                                            .map(Part::name)
                                            .toList())
                            + ", source");
        }
        terminal.out().flush();
    }

    private void print(Found found) {
        Release release = found.release();
        terminal.out().println(release.digest());
        terminal.out()
                .println("pipeline " + release.manifest().pipeline() + ", engine semantics "
                        + release.manifest().semantics());
        terminal.out().println();
        Table parts = new Table("part", "digest", "bytes");
        for (Part one : release.manifest().parts()) {
            parts.row(one.name(), one.digest().brief(), String.format(Locale.ROOT, "%,d", one.size()));
        }
        parts.print(terminal.out());
        if (!found.moves().isEmpty()) {
            terminal.out().println();
            Table moves = new Table("move", "label", "from", "to", "at", "by", "why");
            for (LabelMove move : found.moves()) {
                moves.row(
                        move.number(),
                        move.label(),
                        brief(move.from()),
                        brief(move.to()),
                        move.at(),
                        move.by(),
                        move.why());
            }
            moves.print(terminal.out());
        }
        for (Allowance allowance : found.allowances()) {
            terminal.out().println();
            terminal.out()
                    .println("a mismatch with the model's contract was allowed (" + allowance.stage() + "), "
                            + allowance.at() + " by " + allowance.by() + ": " + allowance.reason());
            allowance.differences().forEach(difference -> terminal.out().println("  " + difference));
        }
    }

    private static Map<String, Object> asData(Allowance allowance) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("stage", allowance.stage());
        data.put("at", allowance.at().toString());
        data.put("by", allowance.by());
        data.put("reason", allowance.reason());
        data.put("differences", allowance.differences());
        return data;
    }

    static String brief(@Nullable Digest digest) {
        return digest == null ? "-" : digest.brief();
    }

    static Map<String, Object> asData(LabelMove move) {
        Map<String, Object> data = new LinkedHashMap<>();
        Digest from = move.from();
        data.put("number", move.number());
        data.put("label", move.label());
        data.put("from", from == null ? null : from.toString());
        data.put("to", move.to().toString());
        data.put("at", move.at().toString());
        data.put("by", move.by());
        data.put("why", move.why());
        return data;
    }
}
