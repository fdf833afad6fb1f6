package dev.forebay.runtime.frame;

import dev.forebay.definition.Definition;
import dev.forebay.engine.model.Scorers;
import dev.forebay.formats.RowEncoder;
import dev.forebay.formats.avro.AvroEncoder;
import dev.forebay.formats.avro.AvroSchema;
import dev.forebay.formats.csv.CsvDecoder;
import dev.forebay.formats.csv.CsvEncoder;
import dev.forebay.formats.json.JsonDecoder;
import dev.forebay.formats.json.JsonEncoder;
import dev.forebay.formats.json.JsonLimits;
import dev.forebay.plan.Plan;
import dev.forebay.types.Column;
import dev.forebay.types.batch.RecordDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** Makes the frames of a pipeline, and the decoders and encoders in them. */
public final class FrameFactory {
    private final Plan plan;
    private final Scorers scorers;
    private final Supplier<RecordDecoder> decoders;
    private final IntFunction<RowEncoder> encoders;

    private FrameFactory(
            Plan plan, Scorers scorers, Supplier<RecordDecoder> decoders, IntFunction<RowEncoder> encoders) {
        this.plan = plan;
        this.scorers = scorers;
        this.decoders = decoders;
        this.encoders = encoders;
    }

    /** For records of a topic, as source and sinks of the definition say. */
    public static FrameFactory forTopics(Definition definition, Plan plan, Scorers scorers) {
        List<Definition.Format> formats =
                definition.sinks().stream().map(Definition.Sink::format).toList();
        return new FrameFactory(
                plan,
                scorers,
                () -> topicDecoder(definition.source(), plan),
                sink -> topicEncoder(formats.get(sink), plan, sink));
    }

    /**
     * For records of a file.
     *
     * @param plan with one sink
     * @param scorers brings its model
     * @param decoders as the file's reader makes them
     * @param encoders as the output's records are
     */
    public static FrameFactory forFile(
            Plan plan, Scorers scorers, Supplier<RecordDecoder> decoders, Function<List<Column>, RowEncoder> encoders) {
        return new FrameFactory(plan, scorers, decoders, sink -> encoders.apply(columns(plan, sink)));
    }

    /** So many frames of {@code capacity} rows. */
    public List<Frame> frames(int count, int capacity) {
        List<Frame> frames = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            frames.add(new Frame(plan, scorers, capacity, decoder(), encoders()));
        }
        return frames;
    }

    /**
     * What computes events of requests.
     *
     * @param capacity the most events at once
     * @param mostRows the most events of a key that are copied for them
     */
    public Previewer previewer(int capacity, long mostRows) {
        return new Previewer(plan, scorers, decoder(), capacity, mostRows);
    }

    /** A decoder of the source's records; for one thread. */
    public RecordDecoder decoder() {
        return decoders.get();
    }

    private static RecordDecoder topicDecoder(Definition.Source source, Plan plan) {
        return switch (source.format()) {
            case JSON ->
                new JsonDecoder(
                        plan.fields(),
                        new JsonLimits(source.maxEventBytes(), source.maxDepth()),
                        field -> plan.fieldOrigins().get(field).place());
            // A record of a topic has no header: its fields stand in the schema's order.
            case CSV ->
                new CsvDecoder(
                        plan.fields(),
                        plan.fields().stream().map(CsvDecoder::columnName).toList(),
                        source.maxEventBytes(),
                        field -> plan.fieldOrigins().get(field).place());
            case AVRO -> throw new IllegalArgumentException("no source has the format " + source.format());
        };
    }

    private static RowEncoder topicEncoder(Definition.Format format, Plan plan, int sink) {
        List<Column> columns = columns(plan, sink);
        return switch (format) {
            case JSON -> new JsonEncoder(columns);
            case CSV -> new CsvEncoder(columns);
            case AVRO -> new AvroEncoder(avroSchema(plan, plan.sinks().get(sink).columns()));
        };
    }

    /** The schema of Avro records of these columns of a pipeline. */
    public static AvroSchema avroSchema(Plan plan, List<Plan.OutputColumn> columns) {
        return new AvroSchema(
                plan.pipeline(),
                columns.stream()
                        .map(column -> new AvroSchema.AvroColumn(
                                column.column(),
                                plan.columns().get(column.slot()).nullable()))
                        .toList());
    }

    private static List<Column> columns(Plan plan, int sink) {
        return plan.sinks().get(sink).columns().stream()
                .map(Plan.OutputColumn::column)
                .toList();
    }

    private List<RowEncoder> encoders() {
        List<RowEncoder> made = new ArrayList<>();
        for (int sink = 0; sink < plan.sinks().size(); sink++) {
            made.add(encoders.apply(sink));
        }
        return made;
    }
}
