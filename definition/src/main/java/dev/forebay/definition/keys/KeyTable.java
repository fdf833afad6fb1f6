package dev.forebay.definition.keys;

import static dev.forebay.definition.keys.Key.later;
import static dev.forebay.definition.keys.Key.optional;
import static dev.forebay.definition.keys.Key.required;

import dev.forebay.definition.keys.Shape.Choice;
import dev.forebay.definition.keys.Shape.Either;
import dev.forebay.definition.keys.Shape.ListOf;
import dev.forebay.definition.keys.Shape.Mapping;
import dev.forebay.definition.keys.Shape.Named;
import dev.forebay.definition.keys.Shape.Value;
import java.util.ArrayList;
import java.util.List;

/** Every key of a definition. */
public final class KeyTable {
    public static final Choice SOURCE_FORMAT = Choice.of("json", "csv").later("avro", "protobuf", "parquet");
    public static final Choice SINK_FORMAT = Choice.of("json", "csv", "avro").later("protobuf", "parquet");
    public static final Choice START = Choice.of("earliest", "latest");
    public static final Choice ORDER = Choice.of("arrival", "time");
    public static final Choice OTHERWISE = Choice.of("reject", "warn");
    public static final Choice EXCLUDE = Choice.of("current");
    public static final Choice MISSING = Choice.of("reject", "nan");
    public static final Choice TIMESTAMP_FORMAT = Choice.of("rfc3339", "epoch_seconds", "epoch_millis", "epoch_micros");
    private static final Named PROPERTIES = new Named("client settings", Value.OPERATIONAL);
    private static final ListOf COLUMN_NAMES = new ListOf(Value.NAME);

    private static final Key SINK_FORMAT_KEY = optional("format", SINK_FORMAT, "How records are encoded.")
            .defaultsTo("json")
            .example("json");
    private static final Key SINK_KEY = optional(
                    "key",
                    Value.NAME,
                    "The column whose value becomes the record's key. Without it, the source record's key is kept.")
            .example("customer_id");
    private static final Key SINK_COLUMNS = optional(
                    "columns", COLUMN_NAMES, "The columns that are written. Without it, all of `keep` and `vector`.")
            .example("[transaction_id, amounts]");
    private static final Key SINK_WHEN = optional(
                    "when", Value.SQL, "Only rows for which this condition is true are written. Without it, all rows.")
            .example("transaction_amount > 100");

    public static final Keys SOURCE_KAFKA = Keys.of(
            "source.kafka",
            required("brokers", Value.OPERATIONAL, "Where the cluster is: host:port, several with commas between them.")
                    .example("${KAFKA_BROKERS:-localhost:9092}"),
            required("topic", Value.OPERATIONAL, "The topic to read.").example("transaction_logs"),
            optional(
                            "group",
                            Value.OPERATIONAL,
                            "The consumer group that offsets are committed under. Without it, the pipeline's name.")
                    .example("fraud-detection-pipeline"),
            optional("start", START, "Where a pipeline without history begins to read.")
                    .defaultsTo("earliest")
                    .example("latest"),
            optional(
                            "properties",
                            PROPERTIES,
                            "Settings passed to the Kafka client, such as TLS and SASL. Secrets come from the environment, `${NAME}`, or from the file that `NAME_FILE` names.")
                    .example("{security.protocol: SASL_SSL, sasl.jaas.config: \"${KAFKA_JAAS}\"}"));

    public static final Keys SOURCE = Keys.of(
            "source",
            optional(
                    "kafka",
                    new Mapping(SOURCE_KAFKA),
                    "A Kafka topic to read. A pipeline without it reads files only."),
            optional("format", SOURCE_FORMAT, "How events are encoded. A file's format is its extension.")
                    .defaultsTo("json")
                    .example("json"),
            optional("max_event_bytes", Value.SIZE, "An event of more bytes is rejected.")
                    .defaultsTo("1m")
                    .example("256k"),
            optional("max_depth", Value.INTEGER, "An event that nests deeper is rejected: 1 to 1000.")
                    .defaultsTo("64")
                    .example("16"));

    public static final Keys DUPLICATES_REJECT = Keys.of(
            "event.duplicates.reject",
            required("within", Value.DURATION, "An event is rejected whose id came before within this time.")
                    .example("24h"));

    public static final Keys DUPLICATES = Keys.of(
            "event.duplicates",
            required("reject", new Mapping(DUPLICATES_REJECT), "Rejects an event whose id came before.")
                    .example("{within: 24h}"));

    public static final Keys EVENT = Keys.of(
            "event",
            optional("id", Value.NAME, "The column that identifies an event.").example("transaction_id"),
            optional("time", Value.NAME, "The column that says when the event happened.")
                    .example("timestamp"),
            optional(
                            "order",
                            ORDER,
                            "The order in which events are processed: as they arrive, or held for `lateness` and then by time.")
                    .defaultsTo("arrival")
                    .example("arrival"),
            optional(
                            "lateness",
                            Value.DURATION,
                            "How much later than the newest of its partition an event may be and still count as on time.")
                    .example("1h"),
            optional(
                            "future",
                            Value.DURATION,
                            "How far ahead of its Kafka record's timestamp an event may claim to be; one further ahead is rejected. Without it, any.")
                    .example("5m"),
            optional(
                            "duplicates",
                            new Either(Choice.of("keep"), new Mapping(DUPLICATES)),
                            "What happens to an event whose id came before.")
                    .defaultsTo("keep")
                    .example("{reject: {within: 24h}}"),
            optional(
                            "idle",
                            Value.DURATION,
                            "A partition silent for so long does not hold up the others. Without it, they wait for it.")
                    .example("5m"));

    public static final Keys COLUMN = Keys.of(
            "schema.*",
            required("type", Value.TYPE, "The type of the values.").example("long"),
            optional(
                            "optional",
                            Value.BOOLEAN,
                            "Whether the column may be absent or null. An event that lacks a column that is not optional is rejected.")
                    .defaultsTo("false")
                    .example("true"),
            optional(
                            "from",
                            new Either(Value.TEXT, new ListOf(Value.TEXT)),
                            "Where the value is in a nested event: the keys that lead to it, with dots between them, or as a list where a key has a dot itself. Without it, the column's name.")
                    .example("device.os"),
            optional("format", TIMESTAMP_FORMAT, "How a timestamp is written in an event.")
                    .defaultsTo("rfc3339")
                    .example("epoch_millis"),
            optional("in", new ListOf(Value.SCALAR), "The values that are allowed.")
                    .example("[pos, web, app]"),
            optional("min", Value.SCALAR, "The least value that is allowed.").example("0"),
            optional("max", Value.SCALAR, "The greatest value that is allowed.").example("50000"),
            optional("pattern", Value.TEXT, "A regular expression that the whole text must match.")
                    .example("'[A-Z]{2}'"),
            optional("min_length", Value.INTEGER, "The least number of characters (code points) of a text.")
                    .example("1"),
            optional("max_length", Value.INTEGER, "The greatest number of characters (code points) of a text.")
                    .example("64"),
            optional("description", Value.TEXT, "For people.").example("The amount in euros"),
            optional(
                            "known_after",
                            Value.DURATION,
                            "How long after an event the value becomes known, as of a label. Such a column is optional; aggregates over windows with at least that delay may use it, and `keep`.")
                    .example("7d"));

    public static final Keys CHECK = Keys.of(
            "checks.*",
            required("expect", Value.SQL, "The condition. An event for which it is false fails the check; null passes.")
                    .example("transaction_amount < 50000"),
            optional(
                            "otherwise",
                            OTHERWISE,
                            "What happens to an event that fails: it is rejected, or emitted and counted.")
                    .defaultsTo("reject")
                    .example("warn"),
            optional("description", Value.TEXT, "For people.").example("No card of ours has a higher limit"));

    public static final Keys WINDOW = Keys.of(
            "windows.*",
            required(
                            "by",
                            new Either(Value.NAME, COLUMN_NAMES),
                            "The column whose value is the key, or several. Features may be among them that look at one event only. Where one is null, the window is empty.")
                    .example("customer_id"),
            optional(
                            "last",
                            new Either(
                                    Value.DURATION,
                                    new Either(new ListOf(Value.DURATION), new Named("suffixes", Value.DURATION))),
                            "How far the window reaches back. A list makes a family, one window for each length, named after it: `customer_1d`. So does a mapping, whose keys are the suffixes. Without `last` and `rows`: all of the key's past.")
                    .example("[1d, 7d, 30d]"),
            optional("rows", Value.INTEGER, "The window holds so many events, the last by time.")
                    .example("10"),
            optional(
                            "delay",
                            Value.DURATION,
                            "Shifts the window into the past: what happened within this time before the event is not in it.")
                    .example("7d"),
            optional("exclude", EXCLUDE, "Leaves the event itself out of its own window.")
                    .example("current"),
            optional(
                            "idle",
                            Value.DURATION,
                            "A key silent for so long is forgotten. For windows without `last`, which else keep each key for ever.")
                    .example("90d"),
            later("session", "Windows that end after a pause."),
            later("resolution", "Windows in steps."));

    public static final Keys FEATURE = Keys.of(
            "features.*",
            required("sql", Value.SQL, "The expression that computes the column.")
                    .example("LOG1P(transaction_amount)"),
            optional("type", Value.TYPE, "The type that the expression must have. Without it, the one that it has.")
                    .example("double"),
            optional("description", Value.TEXT, "For people.").example("The amount on a log scale"),
            optional(
                            "each",
                            new Named("places in braces", COLUMN_NAMES),
                            "Repeats the feature for each of several columns: the place in braces in its name and expression is filled with each in turn.")
                    .example("{c: [transaction_amount, distance]}"));

    public static final Keys TRANSFORM = Keys.of(
            "transforms.*",
            required("columns", COLUMN_NAMES, "The columns that go through the steps together, in order.")
                    .example("[transaction_amount, hour_of_day]"),
            optional(
                            "steps",
                            new ListOf(new Either(
                                    Value.NAME,
                                    new Named(
                                            "the transformer's name",
                                            new Named(
                                                    "its parameters",
                                                    new Either(Value.SCALAR, new ListOf(Value.SCALAR)))))),
                            "scikit-learn's transformers, in order, each by its name or by its name and parameters. Without it, the fitted file says them.")
                    .example("[StandardScaler: {with_mean: true}]"),
            optional("suffix", Value.TEXT, "Appended to the names of the columns that come out.")
                    .example("_scaled"),
            optional(
                            "fitted",
                            Value.TEXT,
                            "A file with the fitted state, relative to the definition: as `forebay fit` writes it, or a pickle of the same transformers. Without it, the state is in the directory that `--fitted` names.")
                    .example("scaler.pkl"));

    public static final Keys OUTPUT = Keys.of(
                    "output",
                    optional("keep", COLUMN_NAMES, "The columns that are written as they are.")
                            .example("[transaction_id, timestamp]"),
                    optional(
                                    "vector",
                                    COLUMN_NAMES,
                                    "The model's input, in order. The name of a transform, or of a feature with several columns, stands for its columns.")
                            .example("[amounts]"))
            .atLeastOne();

    public static final Keys MODEL = Keys.of(
            "model",
            required(
                            "onnx",
                            Value.TEXT,
                            "A file with the model as ONNX, relative to the definition. It gets the vector and runs in this process.")
                    .example("fraud.onnx"),
            optional(
                            "outputs",
                            new Named("names of columns", Value.TEXT),
                            "What of the model's outputs becomes columns: the output's name, with a position in brackets where it has several numbers an event. Without it, the one output of one number becomes `prediction`.")
                    .example("{fraud_score: \"probabilities[1]\"}"),
            optional(
                            "missing",
                            MISSING,
                            "What happens to an event with null or NaN in the vector: it is rejected, or the model gets NaN.")
                    .defaultsTo("reject")
                    .example("nan"),
            later("http", "A model behind HTTP."));

    public static final Keys SINK_KAFKA = Keys.of(
            "sinks[].kafka",
            optional("brokers", Value.OPERATIONAL, "Where the cluster is. Without it, the source's.")
                    .example("${KAFKA_BROKERS:-localhost:9092}"),
            required("topic", Value.OPERATIONAL, "The topic to write.").example("fraud_features"),
            optional("properties", PROPERTIES, "Settings passed to the Kafka client, beyond the source's.")
                    .example("{compression.type: zstd}"),
            SINK_FORMAT_KEY,
            SINK_KEY,
            SINK_COLUMNS,
            SINK_WHEN);

    public static final Keys SINK = Keys.of(
            "sinks[]",
            required("kafka", new Mapping(SINK_KAFKA), "A Kafka topic to write.")
                    .example("{topic: fraud_features}"),
            SINK_FORMAT_KEY,
            SINK_KEY,
            SINK_COLUMNS,
            SINK_WHEN);

    public static final Keys DEAD_LETTERS_KAFKA = Keys.of(
            "dead_letters.kafka",
            required("topic", Value.OPERATIONAL, "The topic for rejected events, on the source's cluster.")
                    .example("transaction_logs.rejected"));

    public static final Keys DEAD_LETTERS = Keys.of(
                    "dead_letters",
                    optional("kafka", new Mapping(DEAD_LETTERS_KAFKA), "A topic for rejected events.")
                            .example("{topic: transaction_logs.rejected}"),
                    optional("file", Value.OPERATIONAL, "A file for rejected events.")
                            .example("rejected.jsonl"))
            .exactlyOne();

    public static final Keys STATE = Keys.of(
            "state",
            optional("memory", Value.SIZE, "The most memory the state may take.")
                    .defaultsTo("1g")
                    .example("8g"),
            optional("directory", Value.OPERATIONAL, "Where snapshots of the state are kept.")
                    .example("/var/lib/forebay/fraud"));

    public static final Keys TEST = Keys.of(
            "tests.*",
            optional(
                            "defaults",
                            new Named("columns", Value.SCALAR),
                            "Values for columns that a given event leaves out.")
                    .example("{customer_id: c1, transaction_amount: 10}"),
            required(
                            "given",
                            new ListOf(new Named("columns", Value.SCALAR)),
                            "The events, in order. `at` is an event's time: a duration after a fixed start, or a timestamp.")
                    .example("[{at: 0s}, {at: 60s}]"),
            required(
                            "expect",
                            new ListOf(new Named("columns", Value.SCALAR)),
                            "What comes of each: values of columns, or `rejected` with the name of a check, column or reason.")
                    .example("[{hour_of_day: 0}, {rejected: amount_not_negative}]"),
            optional(
                            "tolerance",
                            new Named("columns", Value.SCALAR),
                            "How far a number may be from what is expected: so much, or such a share of it. Columns that are"
                                    + " not named are compared exactly.")
                    .example("{mean_amount_7d: 0.005, times_usual: 0.1%}"));

    /** The keys of the whole definition. */
    public static final Keys DEFINITION = Keys.of(
            "",
            required("forebay", Value.VERSION, "The version of this language: 1.")
                    .example("1"),
            required(
                            "pipeline",
                            Value.NAME,
                            "The pipeline's name: letters, digits, `-`, `_` and `.`. Topics and groups are named after it.")
                    .example("fraud-detection"),
            optional("source", new Mapping(SOURCE), "Where events come from."),
            optional("event", new Mapping(EVENT), "What identifies and times an event."),
            required(
                            "schema",
                            new Named("column names", new Either(Value.TYPE, new Mapping(COLUMN))),
                            "The contract: the columns of an event. One that breaks it is rejected with all its reasons.")
                    .example("{customer_id: string, amount: {type: double, min: 0}}"),
            optional(
                            "checks",
                            new Named("names of checks", new Either(Value.SQL, new Mapping(CHECK))),
                            "Conditions over schema columns.")
                    .example("{amount_not_negative: amount >= 0}"),
            optional(
                            "windows",
                            new Named("names of windows", new Mapping(WINDOW)),
                            "What of a key's past aggregates look over.")
                    .example("{customer: {by: customer_id, last: [1d, 7d]}}"),
            optional(
                            "features",
                            new Named("column names", new Either(Value.SQL, new Mapping(FEATURE))),
                            "Computed columns, in any order.")
                    .example("{amount_log: LOG1P(amount)}"),
            optional(
                    "transforms",
                    new Named("names of groups", new Mapping(TRANSFORM)),
                    "Fitted transforms, with scikit-learn's names and parameters."),
            required("output", new Mapping(OUTPUT), "What is written and what the model gets."),
            optional("sinks", new ListOf(new Mapping(SINK)), "Where output goes.")
                    .example("[{kafka: {topic: fraud_features}}]"),
            optional("dead_letters", new Mapping(DEAD_LETTERS), "Where rejected events go: a topic or a file."),
            optional("state", new Mapping(STATE), "Limits of the state."),
            optional(
                    "tests",
                    new Named("names of tests", new Mapping(TEST)),
                    "The definition's own tests, run by `forebay test`."),
            optional("model", new Mapping(MODEL), "The model that scores each event.")
                    .example("{onnx: fraud.onnx}"),
            later("models", "Several models."),
            later("streams", "Several sources, and streams that only update windows."),
            later("labels", "What turned out to be true, as it becomes known."),
            later("lookups", "Joins with tables as of the event's time."),
            later("decision", "What follows from a score."),
            later("quality", "Profiles of the data and alarms about them."),
            later("feedback", "How decisions come back as labels."),
            later("include", "Parts of a definition in files of their own."),
            later("explode", "One event for each item of a list."),
            later("session", "Windows that end after a pause."),
            later("resolution", "Windows in steps."));

    private KeyTable() {}

    /** All mappings that have keys of their own, the definition first, each before those inside it. */
    public static List<Keys> all() {
        List<Keys> all = new ArrayList<>();
        collect(DEFINITION, all);
        return List.copyOf(all);
    }

    private static void collect(Keys keys, List<Keys> into) {
        into.add(keys);
        for (Key key : keys.keys()) {
            collect(key.shape(), into);
        }
    }

    private static void collect(Shape shape, List<Keys> into) {
        if (shape instanceof Mapping mapping) {
            collect(mapping.keys(), into);
        } else if (shape instanceof Named named) {
            collect(named.each(), into);
        } else if (shape instanceof ListOf list) {
            collect(list.each(), into);
        } else if (shape instanceof Either either) {
            collect(either.shortForm(), into);
            collect(either.longForm(), into);
        }
    }
}
