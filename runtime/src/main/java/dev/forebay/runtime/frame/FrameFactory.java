package dev.forebay.runtime.frame;

import dev.forebay.definition.Definition;
import dev.forebay.formats.RowEncoder;
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
import java.util.function.Supplier;

/** Makes the frames of a pipeline, and the decoders and encoders in them. */
public final class FrameFactory {
    private final Plan plan;
    private final Supplier<RecordDecoder> decoders;
    private final List<Definition.Format> formats;

    private FrameFactory(Plan plan, Supplier<RecordDecoder> decoders, List<Definition.Format> formats) {
        this.plan = plan;
        this.decoders = decoders;
        this.formats = List.copyOf(formats);
    }

    /** For records of a topic, as source and sinks of the definition say. */
    public static FrameFactory forTopics(Definition definition, Plan plan) {
        List<Definition.Format> formats =
                definition.sinks().stream().map(Definition.Sink::format).toList();
        return new FrameFactory(plan, () -> topicDecoder(definition.source(), plan), formats);
    }

    /**
     * For records of a file.
     *
     * @param plan with one sink
     * @param decoders as the file's reader makes them
     */
    public static FrameFactory forFile(Plan plan, Supplier<RecordDecoder> decoders, Definition.Format output) {
        return new FrameFactory(plan, decoders, List.of(output));
    }

    /** So many frames of {@code capacity} rows. */
    public List<Frame> frames(int count, int capacity) {
        List<Frame> frames = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            frames.add(new Frame(plan, capacity, decoder(), encoders()));
        }
        return frames;
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
        };
    }

    private List<RowEncoder> encoders() {
        List<RowEncoder> encoders = new ArrayList<>();
        for (int i = 0; i < plan.sinks().size(); i++) {
            List<Column> columns = plan.sinks().get(i).columns().stream()
                    .map(Plan.OutputColumn::column)
                    .toList();
            encoders.add(
                    switch (formats.get(i)) {
                        case JSON -> new JsonEncoder(columns);
                        case CSV -> new CsvEncoder(columns);
                    });
        }
        return encoders;
    }
}
