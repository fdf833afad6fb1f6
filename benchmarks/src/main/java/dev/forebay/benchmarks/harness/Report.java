package dev.forebay.benchmarks.harness;

import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A {@link Result} as Markdown for people, and anything measured as JSON for programs. */
public final class Report {

    private final Result result;

    public Report(Result result) {
        this.result = result;
    }

    /** Records and lists of them as indented JSON. */
    public static String json(Object value) {
        return JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsString(value);
    }

    /** Rates and CPU, then Forebay's ratios, then what did not take part or went wrong. */
    public String markdown() {
        StringBuilder text = new StringBuilder("# " + result.title() + "\n\n");
        result.machine()
                .forEach((name, value) -> text.append("- ")
                        .append(name)
                        .append(": ")
                        .append(value)
                        .append('\n'));
        text.append(
                "\nMedian (least-greatest) of the rounds. Rates: last three quarters of the outputs, by the broker's"
                        + " clock.\n\n");
        text.append("| contestant | events | events/s | of the limit | us CPU/event | broker us/event | first output s"
                + " | peak MB |\n|---|---|---|---|---|---|---|---|\n");
        result.rows().forEach(row -> text.append(rates(row)));
        text.append(
                "\n| contestant | beside it | is faster by | wanted | | less CPU by |\n|---|---|---|---|---|---|\n");
        result.rows().forEach(row -> text.append(ratios(row)));
        text.append('\n');
        result.rows().forEach(row -> text.append("- **%s**: %s%n".formatted(row.contestant(), row.description())));
        result.skipped().forEach((name, reason) -> text.append("- **%s** left out: %s%n".formatted(name, reason)));
        result.failures()
                .forEach(m -> text.append(
                        "- **%s**, round %d does not count: %s%n".formatted(m.contestant(), m.round(), m.problem())));
        return text.toString();
    }

    private String rates(Result.Row row) {
        String name = row.contestant();
        String events = result.measurements().stream()
                .filter(m -> m.contestant().equals(name))
                .map(m -> String.format(Locale.ROOT, "%,d", m.events()))
                .distinct()
                .collect(Collectors.joining(", "));
        return "| %s | %s | %s | %s | %s | %s | %s | %s |%n"
                .formatted(
                        name,
                        events,
                        result.spread(name, Measurement::steadyPerSecond).text(),
                        result.ratio(name, row.limit(), Measurement::steadyPerSecond)
                                .text(),
                        result.spread(name, Measurement::cpuMicros).text(),
                        result.spread(name, Measurement::brokerCpuMicros).text(),
                        result.spread(name, Measurement::firstOutputSeconds).text(),
                        result.spread(name, m -> m.peakBytes() / 1e6).text());
    }

    private String ratios(Result.Row row) {
        String name = row.contestant();
        if (row.wanted() == 0) {
            return "";
        }
        Spread faster = result.ratio(row.ours(), name, Measurement::steadyPerSecond);
        Spread cheaper = result.ratio(name, row.ours(), Measurement::cpuMicros);
        String verdict = Double.isNaN(faster.median()) ? "-" : faster.median() >= row.wanted() ? "reached" : "missed";
        return "| %s | %s | %s | %s | %s | %s |%n"
                .formatted(name, row.ours(), faster.text(), row.wanted(), verdict, cheaper.text());
    }
}
