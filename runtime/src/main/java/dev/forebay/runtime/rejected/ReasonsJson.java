package dev.forebay.runtime.rejected;

import dev.forebay.types.batch.Reason;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * All reasons against an event and where it came from, as one JSON object. The same event under the same release gives the same
 * bytes. Safe to use from several threads.
 */
public final class ReasonsJson {
    /** More reasons than this are counted, not told: a header must fit into a record. */
    static final int MOST_TOLD = 200;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String pipeline;
    private final String release;
    private final String source;

    /**
     * For the events of one pipeline.
     *
     * @param release the digest of the release, as 64 hexadecimal digits
     * @param source the topic, or the file's name
     */
    public ReasonsJson(String pipeline, String release, String source) {
        this.pipeline = pipeline;
        this.release = release;
        this.source = source;
    }

    /** {@code {"version":1,"pipeline":..,"release":..,"source":..,"partition":..,"offset":..,"reasons":[..]}}. */
    public byte[] bytes(DeadLetter letter) {
        return JSON.writeValueAsBytes(object(letter));
    }

    /** What every object of this pipeline begins with, up to the pipeline's name. */
    byte[] beginning() {
        byte[] alone = JSON.writeValueAsBytes(header());
        return Arrays.copyOf(alone, alone.length - 1);
    }

    private ObjectNode header() {
        ObjectNode out = JSON.createObjectNode();
        out.put("version", 1);
        out.put("pipeline", pipeline);
        return out;
    }

    ObjectNode object(DeadLetter letter) {
        ObjectNode out = header();
        out.put("release", release);
        out.put("source", source);
        out.put("partition", letter.partition());
        out.put("offset", letter.offset());
        if (letter.recordTimeMillis() >= 0) {
            out.put("timestamp_millis", letter.recordTimeMillis());
        }
        putReasons(letter.reasons(), out);
        return out;
    }

    /** Adds {@code "reasons":[..]}, and how many are left off, as every dead letter has them. */
    public static void putReasons(List<Reason> all, ObjectNode to) {
        ArrayNode reasons = to.putArray("reasons");
        List<Reason> told = all.subList(0, Math.min(MOST_TOLD, all.size()));
        told.forEach(reason -> reasons.add(reason(reason)));
        if (told.size() < all.size()) {
            to.put("reasons_left_off", all.size() - told.size());
        }
    }

    /** The object of {@link #bytes} with more fields after it, as text, in the order of the map. */
    static byte[] with(ObjectNode object, Map<String, String> texts) {
        texts.forEach(object::put);
        return JSON.writeValueAsBytes(object);
    }

    private static ObjectNode reason(Reason reason) {
        ObjectNode out = JSON.createObjectNode();
        out.put("code", reason.code().code());
        putIfThere(out, "column", reason.column());
        putIfThere(out, "found", reason.found());
        out.put("rule", reason.rule());
        putIfThere(out, "place", reason.place() == null ? null : fileName(reason.place()));
        return out;
    }

    /** Without directories: where the definition lies differs between machines, and a dead letter must not. */
    private static String fileName(String place) {
        return place.substring(Math.max(place.lastIndexOf('/'), place.lastIndexOf('\\')) + 1);
    }

    private static void putIfThere(ObjectNode out, String name, @Nullable String value) {
        if (value != null) {
            out.put(name, value);
        }
    }
}
