package dev.forebay.runtime.journal;

import dev.forebay.runtime.failure.RunFailure;
import dev.forebay.runtime.failure.RuntimeCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Journal records as JSON, format version {@value #VERSION}. Safe to use from several threads. */
public final class JournalCodec {
    public static final int VERSION = 1;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private JournalCodec() {}

    public static byte[] encode(JournalRecord record) {
        ObjectNode out = JSON.createObjectNode();
        out.put("version", VERSION);
        out.put("kind", record.kind().name().toLowerCase(Locale.ROOT));
        out.put("number", record.number());
        out.put("pipeline", record.pipeline());
        out.put("digest", record.digest());
        out.set("instance", instance(record.instance()));
        out.set("source", source(record.source()));
        out.put("at_millis", record.atMillis());
        ArrayNode chunks = out.putArray("chunks");
        for (Chunk chunk : record.chunks()) {
            chunks.addArray().add(chunk.partition()).add(chunk.first()).add(chunk.last());
        }
        ArrayNode decisions = out.putArray("decisions");
        for (Decision decision : record.decisions()) {
            decisions
                    .addObject()
                    .put(decision.kind().name().toLowerCase(Locale.ROOT), decision.partition())
                    .put("before_chunk", decision.beforeChunk());
        }
        if (!record.released().equals(Released.NONE)) {
            out.putObject("released")
                    .put("by_time", record.released().byTime())
                    .put("events", record.released().events())
                    .put("rank_micros", record.released().rankMicros());
        }
        out.set("counts", counts(record.counts()));
        out.set("totals", counts(record.totals()));
        out.put("output_digest", record.outputDigest());
        out.put("total_digest", record.totalDigest());
        out.set("next", longs(record.next()));
        out.set("watermarks_micros", longs(record.watermarksMicros()));
        out.put("ordering_state", record.orderingState());
        out.put("dead_letter_bytes", record.deadLetterBytes());
        Bootstrap bootstrap = record.bootstrap();
        if (bootstrap != null) {
            out.set("bootstrap", BootstrapJson.write(bootstrap));
        }
        return JSON.writeValueAsBytes(out);
    }

    /**
     * Reads a record back.
     *
     * @throws RunFailure where the bytes are no journal record of a version known here
     */
    public static JournalRecord decode(byte[] bytes) {
        try {
            JsonNode in = JSON.readTree(bytes);
            int version = in.required("version").asInt();
            if (version != VERSION) {
                throw RunFailure.of(
                        RuntimeCode.JOURNAL_UNREADABLE,
                        "the journal has a record of format version " + version,
                        "this Forebay knows version " + VERSION,
                        "run the pipeline with the version of Forebay that wrote it, or a newer one");
            }
            return new JournalRecord(
                    JournalRecord.Kind.valueOf(in.required("kind").asString().toUpperCase(Locale.ROOT)),
                    in.required("number").asLong(),
                    in.required("pipeline").asString(),
                    in.required("digest").asString(),
                    instance(in.required("instance")),
                    source(in.required("source")),
                    in.required("at_millis").asLong(),
                    chunks(in.required("chunks")),
                    counts(in.required("counts")),
                    counts(in.required("totals")),
                    in.required("output_digest").asString(),
                    in.required("total_digest").asString(),
                    longs(in.required("next")),
                    longs(in.required("watermarks_micros")),
                    in.required("ordering_state").asString(),
                    in.required("dead_letter_bytes").asLong(),
                    decisions(in.required("decisions")),
                    released(in.path("released")),
                    in.has("bootstrap") ? BootstrapJson.read(in.required("bootstrap")) : null);
        } catch (JacksonException | IllegalArgumentException e) {
            throw RunFailure.caused(
                    RuntimeCode.JOURNAL_UNREADABLE,
                    e,
                    "the journal has a record that is none: " + e.getMessage(),
                    "nothing but Forebay may write to a journal topic");
        }
    }

    private static ObjectNode instance(Instance instance) {
        return JSON.createObjectNode()
                .put("id", instance.id())
                .put("host", instance.host())
                .put("machine", instance.machine())
                .put("pid", instance.pid())
                .put("process_start", instance.processStart())
                .put("since_millis", instance.sinceMillis());
    }

    private static Instance instance(JsonNode in) {
        return new Instance(
                in.required("id").asString(),
                in.required("host").asString(),
                in.required("machine").asString(),
                in.required("pid").asLong(),
                in.required("process_start").asLong(),
                in.required("since_millis").asLong());
    }

    private static ObjectNode source(SourceIdentity source) {
        return JSON.createObjectNode()
                .put("cluster", source.cluster())
                .put("topic", source.topic())
                .put("topic_id", source.topicId());
    }

    private static SourceIdentity source(JsonNode in) {
        return new SourceIdentity(
                in.required("cluster").asString(),
                in.required("topic").asString(),
                in.required("topic_id").asString());
    }

    private static List<Chunk> chunks(JsonNode in) {
        List<Chunk> chunks = new ArrayList<>();
        for (JsonNode chunk : in) {
            chunks.add(new Chunk(
                    chunk.required(0).asInt(),
                    chunk.required(1).asLong(),
                    chunk.required(2).asLong()));
        }
        return chunks;
    }

    private static List<Decision> decisions(JsonNode in) {
        List<Decision> decisions = new ArrayList<>();
        for (JsonNode decision : in) {
            int before = decision.required("before_chunk").asInt();
            Decision.Kind kind = decision.has("expect") ? Decision.Kind.EXPECT : Decision.Kind.PASS_OVER;
            int partition =
                    decision.required(kind.name().toLowerCase(Locale.ROOT)).asInt();
            decisions.add(new Decision(kind, partition, before));
        }
        return decisions;
    }

    private static Released released(JsonNode in) {
        return in.isMissingNode()
                ? Released.NONE
                : new Released(
                        in.required("by_time").asBoolean(),
                        in.required("events").asLong(),
                        in.required("rank_micros").asLong());
    }

    private static ObjectNode counts(Counts counts) {
        ObjectNode out = JSON.createObjectNode()
                .put("read", counts.read())
                .put("emitted", counts.emitted())
                .put("rejected", counts.rejected())
                .put("absorbed", counts.absorbed())
                .put("held", counts.held())
                .put("late", counts.late())
                .put("incomplete", counts.incomplete())
                .put("skipped", counts.skipped());
        ObjectNode reasons = out.putObject("reasons");
        new TreeMap<>(counts.reasons()).forEach(reasons::put);
        ArrayNode sinks = out.putArray("sinks");
        counts.sinks().forEach(sinks::add);
        return out;
    }

    private static Counts counts(JsonNode in) {
        Map<String, Long> reasons = new TreeMap<>();
        in.required("reasons")
                .properties()
                .forEach(e -> reasons.put(e.getKey(), e.getValue().asLong()));
        List<Long> sinks = new ArrayList<>();
        in.required("sinks").forEach(sink -> sinks.add(sink.asLong()));
        return new Counts(
                in.required("read").asLong(),
                in.required("emitted").asLong(),
                in.required("rejected").asLong(),
                in.required("absorbed").asLong(),
                in.required("held").asLong(),
                in.required("late").asLong(),
                // Records of before there were windows do not have it.
                in.path("incomplete").asLong(0),
                reasons,
                sinks,
                in.path("skipped").asLong(0));
    }

    static ObjectNode longs(Map<Integer, Long> values) {
        ObjectNode out = JSON.createObjectNode();
        new TreeMap<>(values).forEach((partition, value) -> out.put(Integer.toString(partition), value));
        return out;
    }

    static Map<Integer, Long> longs(JsonNode in) {
        Map<Integer, Long> values = new TreeMap<>();
        in.properties()
                .forEach(e ->
                        values.put(Integer.valueOf(e.getKey()), e.getValue().asLong()));
        return values;
    }
}
