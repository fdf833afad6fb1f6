package dev.forebay.runtime.frame;

import dev.forebay.definition.Definition;
import dev.forebay.formats.json.JsonDecoder;
import dev.forebay.formats.json.JsonEncoder;
import dev.forebay.formats.json.JsonLimits;
import dev.forebay.plan.Plan;
import dev.forebay.types.Column;
import dev.forebay.types.batch.RecordDecoder;
import java.util.ArrayList;
import java.util.List;

/** Makes the frames of a pipeline, and the decoders and encoders in them. */
public final class FrameFactory {
    private final Plan plan;
    private final Definition definition;

    public FrameFactory(Definition definition, Plan plan) {
        this.definition = definition;
        this.plan = plan;
    }

    /** So many frames of {@code capacity} rows, for a live run. */
    public List<Frame> frames(int count, int capacity) {
        List<Frame> frames = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            frames.add(new Frame(plan, capacity, decoder(), encoders()));
        }
        return frames;
    }

    /** A decoder of the source's records. */
    public RecordDecoder decoder() {
        Definition.Source source = definition.source();
        JsonLimits limits = new JsonLimits(source.maxEventBytes(), source.maxDepth());
        return new JsonDecoder(
                plan.fields(), limits, field -> plan.fieldOrigins().get(field).place());
    }

    private List<RowEncoder> encoders() {
        List<RowEncoder> encoders = new ArrayList<>();
        for (Plan.SinkRule sink : plan.sinks()) {
            encoders.add(jsonEncoder(sink.columns()));
        }
        return encoders;
    }

    private static RowEncoder jsonEncoder(List<Plan.OutputColumn> columns) {
        List<Column> names = columns.stream().map(Plan.OutputColumn::column).toList();
        return new JsonEncoder(names)::encode;
    }
}
