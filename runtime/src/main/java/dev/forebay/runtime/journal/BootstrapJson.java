package dev.forebay.runtime.journal;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a pipeline began with, as it stands in a journal record. */
final class BootstrapJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private BootstrapJson() {}

    static ObjectNode write(Bootstrap bootstrap) {
        ObjectNode out = JSON.createObjectNode();
        out.put("kind", bootstrap.kind().name().toLowerCase(Locale.ROOT));
        out.put("asked", bootstrap.asked());
        out.put("source", bootstrap.source());
        out.put("source_id", bootstrap.sourceId());
        out.set("from", JournalCodec.longs(bootstrap.from()));
        out.set("to", JournalCodec.longs(bootstrap.to()));
        if (bootstrap.untilMicros() != Bootstrap.NO_END) {
            out.put("until_micros", bootstrap.untilMicros());
        }
        out.put("partitions", bootstrap.partitions());
        out.put("read", bootstrap.read());
        out.put("rejected", bootstrap.rejected());
        out.put("ahead", bootstrap.ahead());
        out.put("late", bootstrap.late());
        out.put("ids", bootstrap.ids());
        ObjectNode reasons = out.putObject("reasons");
        new TreeMap<>(bootstrap.reasons()).forEach(reasons::put);
        out.put("snapshot_digest", bootstrap.snapshotDigest());
        return out;
    }

    static Bootstrap read(JsonNode in) {
        Map<String, Long> reasons = new TreeMap<>();
        in.required("reasons")
                .properties()
                .forEach(e -> reasons.put(e.getKey(), e.getValue().asLong()));
        return new Bootstrap(
                Bootstrap.Kind.valueOf(in.required("kind").asString().toUpperCase(Locale.ROOT)),
                in.required("asked").asString(),
                in.required("source").asString(),
                in.required("source_id").asString(),
                JournalCodec.longs(in.required("from")),
                JournalCodec.longs(in.required("to")),
                in.path("until_micros").asLong(Bootstrap.NO_END),
                in.required("partitions").asInt(),
                in.required("read").asLong(),
                in.required("rejected").asLong(),
                in.required("ahead").asLong(),
                in.required("late").asLong(),
                in.required("ids").asLong(),
                reasons,
                in.required("snapshot_digest").asString());
    }
}
