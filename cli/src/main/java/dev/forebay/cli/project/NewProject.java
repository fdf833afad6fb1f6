package dev.forebay.cli.project;

import dev.forebay.cli.project.SampleSchema.InferredColumn;
import dev.forebay.plan.fitted.FittedTransform;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A new project: a commented definition and a sample of events beside it.
 *
 * <p>What a sample and a scaler show is put in; what they cannot show is left to the reader, in comments that say so.
 */
public final class NewProject {
    private static final int MAX_SAMPLE = 1_000;

    /** What is no step: without steps the file says them. */
    private static final Set<String> COMPOSITE = Set.of("Pipeline", "ColumnTransformer", "FeatureUnion", "passthrough");

    private final String name;
    private final List<InferredColumn> columns;
    private final @Nullable String id;
    private final @Nullable String time;
    private final @Nullable FittedTransform fitted;
    private final List<String> notes = new ArrayList<>();
    private final Map<String, String> features = new LinkedHashMap<>();
    private final List<String> unknownColumns = new ArrayList<>();

    private NewProject(String name, SampleSchema sample, @Nullable FittedTransform fitted) {
        this.name = name;
        this.columns = sample.columns();
        this.id = sample.id().map(InferredColumn::name).orElse(null);
        this.time = sample.time().map(InferredColumn::name).orElse(null);
        this.fitted = fitted;
        if (sample.broken() > 0) {
            notes.add(sample.broken() + " lines of the sample are no JSON object and were left out");
        }
        for (String left : sample.leftOut()) {
            notes.add(
                    "field '" + left
                            + "' has no single type in the sample, or no name that a column can have, and was left out of the schema");
        }
        chooseFeatures();
        if (features.isEmpty() && amounts().isEmpty()) {
            String one = "one";
            while (column(one).isPresent()) {
                one += "_";
            }
            features.put(one, "1");
        }
    }

    /**
     * Writes the project.
     *
     * @param directory made when it is not there
     * @param sample events as JSON lines; null for the built-in sample
     * @param scaler the file that {@code fitted} was read from; null where there is none
     * @return what the reader should know about what was inferred
     */
    public static List<String> create(
            Path directory, @Nullable Path sample, @Nullable Path scaler, @Nullable FittedTransform fitted)
            throws IOException {
        Files.createDirectories(directory);
        Path events = directory.resolve("sample.jsonl");
        if (sample == null) {
            Files.writeString(events, BuiltInSample.EVENTS);
        } else if (!Files.exists(events) || !Files.isSameFile(sample, events)) {
            copyHead(sample, events);
        }
        NewProject project = new NewProject(
                pipelineName(directory.toAbsolutePath().normalize().getFileName()), SampleSchema.infer(events), fitted);
        if (scaler != null) {
            Files.copy(scaler, directory.resolve("scaler.pkl"));
        }
        Files.writeString(directory.resolve("pipeline.yaml"), project.definition());
        return project.notes;
    }

    private static void copyHead(Path from, Path to) throws IOException {
        try (BufferedReader in = Files.newBufferedReader(from);
                BufferedWriter out = Files.newBufferedWriter(to)) {
            String line = in.readLine();
            for (int i = 0; line != null && i < MAX_SAMPLE; i++) {
                out.write(line);
                out.write('\n');
                line = in.readLine();
            }
        }
    }

    private static String pipelineName(@Nullable Path directory) {
        String text = directory == null ? "pipeline" : directory.toString();
        String safe = text.toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9._-]+", "-")
                .replaceAll("^[^a-z0-9]+|[^a-z0-9]+$", "");
        return safe.isEmpty() ? "pipeline" : safe;
    }

    private Optional<InferredColumn> column(String wanted) {
        return columns.stream().filter(c -> c.name().equals(wanted)).findFirst();
    }

    private List<InferredColumn> amounts() {
        return columns.stream()
                .filter(c -> c.type().equals("double") && !c.optional())
                .toList();
    }

    /** The one that examples are made of; its name needs no quotes. */
    private Optional<String> firstAmount() {
        return amounts().stream()
                .map(InferredColumn::name)
                .filter(Names::isPlain)
                .findFirst();
    }

    private void addFeature(String feature, String sql) {
        if (column(feature).isEmpty()) {
            features.put(feature, sql);
        }
    }

    private void chooseFeatures() {
        if (time != null) {
            addFeature("hour_of_day", "HOUR(" + Names.inExpression(time) + ")");
        }
        firstAmount().ifPresent(amount -> addFeature(amount + "_log", "LOG1P(" + amount + ")"));
        if (fitted == null) {
            return;
        }
        Set<String> known = new LinkedHashSet<>(features.keySet());
        columns.forEach(c -> known.add(c.name()));
        for (String wanted : fitted.columns()) {
            if (!known.contains(wanted)) {
                guess(wanted).ifPresentOrElse(sql -> features.put(wanted, sql), () -> unknownColumns.add(wanted));
            }
        }
        if (fitted.columns().isEmpty()) {
            notes.add("the scaler was fitted without column names: put its "
                    + fitted.state().features() + " columns into transforms in the order it was fitted on");
        }
        if (!unknownColumns.isEmpty()) {
            notes.add("the scaler wants columns that the sample does not have: " + String.join(", ", unknownColumns)
                    + "; define them as features, then take the comment signs off the transform");
        }
    }

    /** What a column of a scaler most likely is, told by its name. */
    private Optional<String> guess(String wanted) {
        if (wanted.endsWith("_log")
                && column(wanted.substring(0, wanted.length() - 4)).isPresent()) {
            return Optional.of("LOG1P(" + Names.inExpression(wanted.substring(0, wanted.length() - 4)) + ")");
        }
        if (time == null) {
            return Optional.empty();
        }
        String column = Names.inExpression(time);
        return switch (wanted) {
            case "hour", "hour_of_day" -> Optional.of("HOUR(" + column + ")");
            case "day_of_week", "dayofweek", "weekday" -> Optional.of("DAY_OF_WEEK(" + column + ")");
            case "is_weekend" -> Optional.of("IF(IS_WEEKEND(" + column + "), 1, 0)");
            default -> Optional.empty();
        };
    }

    private String definition() {
        StringBuilder out = new StringBuilder();
        out.append("# What this pipeline does, in one file. Try it:\n");
        out.append("#   forebay check pipeline.yaml\n");
        out.append("#   forebay test pipeline.yaml\n");
        out.append("#   forebay try pipeline.yaml --from sample.jsonl\n");
        out.append("#   forebay backfill pipeline.yaml --from sample.jsonl --to features.jsonl\n");
        out.append("#   forebay run pipeline.yaml          (live, on Kafka)\n");
        out.append("forebay: 1\n");
        out.append("pipeline: ").append(name).append("\n\n");
        out.append("source:\n  kafka:\n");
        out.append("    brokers: ${KAFKA_BROKERS:-localhost:9092}\n");
        out.append("    topic: ").append(name).append(".events\n");
        out.append("    start: earliest                 # where a pipeline without history begins\n");
        out.append(
                "    # properties: {security.protocol: SASL_SSL, sasl.mechanism: PLAIN, sasl.jaas.config: \"${KAFKA_JAAS}\"}\n");
        out.append("  format: json\n\n");
        appendEvent(out);
        appendSchema(out);
        appendChecks(out);
        out.append(features.isEmpty() ? "# " : "")
                .append("features:                             # SQL over columns and other features, in any order\n");
        features.forEach((feature, sql) -> out.append("  ")
                .append(Names.inYaml(feature))
                .append(": ")
                .append(Names.sqlInYaml(sql))
                .append('\n'));
        out.append('\n');
        appendTransforms(out);
        appendOutput(out);
        out.append("sinks:\n  - kafka: {topic: ").append(name).append(".features}\n");
        out.append("dead_letters: {kafka: {topic: ")
                .append(name)
                .append(".rejected}}   # what broke the contract, with every reason\n\n");
        return out.toString();
    }

    private void appendEvent(StringBuilder out) {
        if (id == null && time == null) {
            out.append(
                    "# event: {id: ..., time: ...}         # no column of the sample looks like an id or a time\n\n");
            return;
        }
        out.append("event:\n");
        if (id != null) {
            out.append("  id: ").append(Names.inYaml(id)).append('\n');
        }
        if (time != null) {
            out.append("  time: ").append(Names.inYaml(time)).append('\n');
            out.append("  future: 5m                          # reject events from further ahead than this\n");
        }
        if (id != null && time != null) {
            out.append("  # duplicates: {reject: {within: 24h}}   # reject an id that was accepted within this time\n");
        }
        out.append('\n');
    }

    private void appendSchema(StringBuilder out) {
        out.append("schema:                               # an event that breaks it is rejected, never lost\n");
        for (InferredColumn column : columns) {
            boolean nested = column.path().size() > 1;
            out.append("  ").append(Names.inYaml(column.name())).append(": ");
            if (column.optional() || nested) {
                out.append("{type: ").append(column.type());
                out.append(column.optional() ? ", optional: true" : "");
                out.append(nested ? ", from: " + from(column.path()) : "").append('}');
            } else {
                out.append(column.type());
            }
            out.append('\n');
        }
        out.append("  # more: {type: string, in: [a, b], min_length: 1, max_length: 64, pattern: '[a-z]+'}\n");
        out.append("  # more: {type: double, min: 0, max: 100000}\n\n");
    }

    private static String from(List<String> path) {
        return path.stream().allMatch(Names::isPlain)
                ? String.join(".", path)
                : path.stream().map(Names::inYaml).collect(Collectors.joining(", ", "[", "]"));
    }

    private void appendChecks(StringBuilder out) {
        String amount = firstAmount().orElse(null);
        if (amount == null) {
            out.append(
                    "# checks: {name: some_column >= 0}    # a false one rejects; {expect: ..., otherwise: warn} counts\n\n");
            return;
        }
        out.append("checks:                               # a false one rejects the event, null passes\n");
        out.append("  ").append(amount).append("_not_negative: ").append(amount).append(" >= 0\n");
        out.append("  ").append(amount).append("_plausible: {expect: '").append(amount);
        out.append(" < 1000000', otherwise: warn}\n\n");
    }

    private boolean transformWorks() {
        return fitted != null && unknownColumns.isEmpty() && !fitted.columns().isEmpty();
    }

    private void appendTransforms(StringBuilder out) {
        if (fitted == null) {
            out.append("# transforms:                         # a scikit-learn StandardScaler, fitted in Python\n");
            out.append(
                    "#   scaled: {columns: [...], steps: [StandardScaler: {}], suffix: _scaled, fitted: scaler.pkl}\n\n");
            return;
        }
        String sign = transformWorks() ? "" : "# ";
        List<String> names = fitted.columns().stream().map(Names::inYaml).toList();
        out.append(sign).append("transforms:\n");
        out.append(sign).append("  scaled:\n");
        out.append(sign)
                .append("    columns: [")
                .append(String.join(", ", names))
                .append("]\n");
        if (!COMPOSITE.contains(fitted.state().transformer())) {
            out.append(sign)
                    .append("    steps: [")
                    .append(fitted.state().transformer())
                    .append(": {}]\n");
        }
        out.append(sign).append("    suffix: _scaled\n");
        out.append(sign).append("    fitted: scaler.pkl                # read without Python\n\n");
    }

    private void appendOutput(StringBuilder out) {
        List<String> keep = new ArrayList<>();
        if (id != null) {
            keep.add(Names.inYaml(id));
        }
        if (time != null) {
            keep.add(Names.inYaml(time));
        }
        Set<String> vector = new LinkedHashSet<>();
        if (transformWorks()) {
            vector.add("scaled");
        } else {
            amounts().forEach(c -> vector.add(Names.inYaml(c.name())));
            features.keySet().forEach(f -> vector.add(Names.inYaml(f)));
        }
        out.append("output:\n");
        out.append("  keep: [").append(String.join(", ", keep)).append("]\n");
        out.append("  vector: [").append(String.join(", ", vector)).append("]     # the model's input, in order\n\n");
    }
}
