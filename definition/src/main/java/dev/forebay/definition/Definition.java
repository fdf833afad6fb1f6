package dev.forebay.definition;

import dev.forebay.definition.expression.Expression;
import dev.forebay.types.Field.TimestampFormat;
import dev.forebay.types.Type;
import dev.forebay.types.diagnostic.SourceText;
import dev.forebay.types.diagnostic.Span;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A whole definition, section by section, in the order of the file.
 *
 * @param text the file
 * @param pipeline the pipeline's name: letters, digits, {@code -}, {@code _} and {@code .}
 * @param source where events come from
 * @param event what identifies and times an event; null where the section is absent
 * @param schema the columns of the input; never empty
 * @param checks conditions over schema columns
 * @param windows what of a key's past aggregates look over
 * @param features computed columns
 * @param transforms fitted transforms
 * @param output what is kept and what the model gets
 * @param model what scores each event; null where the section is absent
 * @param sinks where output goes
 * @param deadLetters where rejected events go; null where the section is absent
 * @param state limits of the state
 * @param tests the definition's own tests
 */
public record Definition(
        SourceText text,
        Located<String> pipeline,
        Source source,
        @Nullable Event event,
        List<SchemaColumn> schema,
        List<Check> checks,
        List<Window> windows,
        List<Feature> features,
        List<TransformGroup> transforms,
        Output output,
        @Nullable Model model,
        List<Sink> sinks,
        @Nullable DeadLetters deadLetters,
        State state,
        List<TestCase> tests) {

    public Definition {
        schema = List.copyOf(schema);
        checks = List.copyOf(checks);
        windows = List.copyOf(windows);
        features = List.copyOf(features);
        transforms = List.copyOf(transforms);
        sinks = List.copyOf(sinks);
        tests = List.copyOf(tests);
    }

    /** How records are encoded. */
    public enum Format {
        JSON,
        CSV,
        /** Of sinks only, for now. */
        AVRO
    }

    /** Where a pipeline without history begins to read. */
    public enum Start {
        EARLIEST,
        LATEST
    }

    /** In which order events are processed. */
    public enum Order {
        ARRIVAL,
        TIME
    }

    /** What a check that is false does. */
    public enum Otherwise {
        REJECT,
        WARN
    }

    /**
     * The section {@code source}.
     *
     * @param kafka null where events come from files only
     * @param maxEventBytes an event of more bytes is rejected
     * @param maxDepth an event that nests deeper is rejected
     */
    public record Source(
            @Nullable Span span, @Nullable KafkaSource kafka, Format format, int maxEventBytes, int maxDepth) {}

    /**
     * A topic to read.
     *
     * @param group the consumer group that committed offsets go under; the pipeline's name unless written
     * @param properties client settings, passed through
     */
    public record KafkaSource(
            Span span,
            OperationalText brokers,
            OperationalText topic,
            @Nullable OperationalText group,
            Start start,
            Map<String, OperationalText> properties) {}

    /**
     * The section {@code event}.
     *
     * @param id the column that identifies an event
     * @param time the column that says when it happened
     * @param lateness how much later than the newest of its partition an event may be and count as on time
     * @param future how far ahead of its record's timestamp an event may be; null for no limit
     * @param duplicatesWithin events whose id came before within this time are rejected; null keeps them
     * @param idle a partition silent for so long does not hold up the others; null to wait for it
     */
    public record Event(
            Span span,
            @Nullable Located<String> id,
            @Nullable Located<String> time,
            Located<Order> order,
            @Nullable Located<Duration> lateness,
            @Nullable Located<Duration> future,
            @Nullable Located<Duration> duplicatesWithin,
            @Nullable Located<Duration> idle) {}

    /**
     * A column of the schema.
     *
     * @param from the keys that lead to it, outermost first; its own name alone unless written
     * @param knownAfter how long after an event its value becomes known; null where it comes with the event. Such a column is
     *     optional
     */
    public record SchemaColumn(
            Located<String> name,
            Located<Type> type,
            TimestampFormat timestampFormat,
            boolean optional,
            List<String> from,
            List<Constraint> constraints,
            @Nullable Located<Duration> knownAfter,
            @Nullable String description) {}

    /** A rule that a column's values must obey, as written; whether it fits the type is for the resolver. */
    public sealed interface Constraint {
        Span span();

        /** {@code min: 0}: at least, inclusive. */
        record Min(Scalar bound, Span span) implements Constraint {}

        /** {@code max: 100}: at most, inclusive. */
        record Max(Scalar bound, Span span) implements Constraint {}

        /** {@code in: [pos, web]}. */
        record In(List<Scalar> values, Span span) implements Constraint {}

        /** {@code pattern: '[A-Z]{2}'}: the whole text matches. */
        record Pattern(Located<String> regex, Span span) implements Constraint {}

        /** {@code min_length: 1}, in code points. */
        record MinLength(long codePoints, Span span) implements Constraint {}

        /** {@code max_length: 64}, in code points. */
        record MaxLength(long codePoints, Span span) implements Constraint {}
    }

    /** A condition over schema columns; null passes, as in SQL. */
    public record Check(
            Located<String> name,
            Expression condition,
            Otherwise otherwise,
            @Nullable String description) {}

    /**
     * A window of the past of a key, or a family of windows that differ in their length.
     *
     * @param by the columns whose values are the key
     * @param last how far the windows reach back; empty where time does not bound them
     * @param isFamily whether there is one window for each length, named after it
     * @param rows how many events it holds at most; null for any number
     * @param delay how far it is shifted into the past; null for not at all
     * @param excludesCurrent whether the event itself is left out, where that is said; null where it is not
     * @param idle a key silent for so long is forgotten; null for never
     */
    public record Window(
            Located<String> name,
            List<Located<String>> by,
            List<Length> last,
            boolean isFamily,
            @Nullable Located<Long> rows,
            @Nullable Located<Duration> delay,
            @Nullable Located<Boolean> excludesCurrent,
            @Nullable Located<Duration> idle) {
        public Window {
            by = List.copyOf(by);
            last = List.copyOf(last);
        }

        /** A length of a window; {@code suffix} is what a member of a family has behind the name. */
        public record Length(Located<String> suffix, Located<Duration> duration) {}
    }

    /**
     * A computed column, or one for each window of the family that its expression looks over.
     *
     * @param name its name; <code>{}</code> in it is the place of the window's suffix
     * @param written its name in the file, which differs where the feature is one of several that {@code each} makes
     */
    public record Feature(
            Located<String> name,
            String written,
            Expression expression,
            @Nullable Located<Type> type,
            @Nullable String description) {}

    /**
     * A group of columns that goes through fitted steps together.
     *
     * @param suffix appended to the names of its output columns; empty unless written
     * @param fitted a file with the fitted state, relative to the definition; null where a release brings it
     */
    public record TransformGroup(
            Located<String> name,
            List<Located<String>> columns,
            List<TransformStep> steps,
            String suffix,
            @Nullable Located<String> fitted) {}

    /** One transformer of a group, by scikit-learn's name, with its parameters. */
    public record TransformStep(Located<String> transformer, Map<Located<String>, Parameter> parameters) {}

    /**
     * The section {@code model}.
     *
     * @param onnx the file, relative to the definition
     * @param outputs columns and what of the model's outputs each is; empty where nothing is said
     * @param takesMissing whether the model gets NaN for what is missing; otherwise such an event is rejected
     */
    public record Model(Span span, Located<String> onnx, List<ModelOutput> outputs, boolean takesMissing) {
        public Model {
            outputs = List.copyOf(outputs);
        }
    }

    /** A column and what of the model's outputs it is, such as {@code probabilities[1]}. */
    public record ModelOutput(Located<String> column, Located<String> from) {}

    /** The section {@code output}. */
    public record Output(@Nullable Span span, List<Located<String>> keep, List<Located<String>> vector) {}

    /**
     * A place that output goes to.
     *
     * @param brokers null for the source's
     * @param properties client settings beyond the source's
     * @param key the column whose value becomes the record's key; null for the source record's key
     * @param columns the columns that are written; null for all of {@code keep} and {@code vector}
     * @param when only rows for which it is true are written; null for all
     */
    public record Sink(
            Span span,
            @Nullable OperationalText brokers,
            OperationalText topic,
            Map<String, OperationalText> properties,
            Format format,
            @Nullable Located<String> key,
            @Nullable List<Located<String>> columns,
            @Nullable Expression when) {}

    /** Where rejected events go: a topic, or else a file. */
    public record DeadLetters(
            Span span,
            @Nullable OperationalText topic,
            @Nullable OperationalText file) {}

    /**
     * The section {@code state}.
     *
     * @param memoryBytes the most memory the state may take
     * @param directory where snapshots are kept; null for the default
     */
    public record State(
            @Nullable Span span, long memoryBytes, @Nullable OperationalText directory) {}

    /**
     * One test of the definition's own.
     *
     * @param defaults values for columns that a given event leaves out
     * @param given events in order; the key {@code at} is the event's time, as a duration after a fixed start or a timestamp
     * @param expect what each gives: column to value, or {@code rejected} to the name of a check, column or reason
     * @param tolerances how far the values of columns may be from what is expected; the others must be the same
     */
    public record TestCase(
            Located<String> name,
            Map<Located<String>, Scalar> defaults,
            List<Map<Located<String>, Scalar>> given,
            List<Map<Located<String>, Scalar>> expect,
            Map<Located<String>, Tolerance> tolerances) {}

    /**
     * How far a number may be from the expected one, both ends included.
     *
     * @param amount not negative
     * @param relative whether {@code amount} is a share of the expected number, 1 being all of it
     */
    public record Tolerance(double amount, boolean relative) {}
}
