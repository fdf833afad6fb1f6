package dev.forebay.runtime.request;

import dev.forebay.formats.json.JsonEncoder;
import dev.forebay.plan.Plan;
import dev.forebay.runtime.frame.Previewer;
import dev.forebay.runtime.rejected.ReasonsJson;
import dev.forebay.types.Column;
import dev.forebay.types.batch.ByteArena;
import dev.forebay.types.batch.Reason;
import dev.forebay.types.batch.Vector;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.RecordMetadata;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes an answer. Numbers and texts are written as in output records: NaN and the infinities are null. For one answer, one thread. */
final class AnswerWriter {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final byte[] VALUE = "{\"v\":".getBytes(StandardCharsets.US_ASCII);

    private final Contents contents;
    private final JsonEncoder features;
    private final List<Integer> featureSlots;
    private final ByteArena out = new ByteArena(1 << 12);
    private final ByteArena value = new ByteArena(64);

    /**
     * What answers of a pipeline hold beside features.
     *
     * @param release the digest of the release
     */
    record Contents(Plan plan, String release, List<Integer> prediction) {
        Contents {
            prediction = List.copyOf(prediction);
        }
    }

    /** @param features the slots that are asked for */
    AnswerWriter(Contents contents, List<Integer> features) {
        this.contents = contents;
        this.featureSlots = List.copyOf(features);
        this.features = new JsonEncoder(columns(features));
    }

    private List<Column> columns(List<Integer> slots) {
        return slots.stream()
                .map(slot -> contents.plan().columns().get(slot))
                .map(slot -> new Column(slot.name(), slot.type()))
                .toList();
    }

    /** What every answer begins with; the object stays open. */
    void begin(Map<Integer, Long> positions) {
        ObjectNode head = JSON.createObjectNode();
        head.put("pipeline", contents.plan().pipeline());
        head.put("release", contents.release());
        head.put("provisional", true);
        ObjectNode position = head.putObject("position");
        new TreeMap<>(positions).forEach((partition, next) -> position.put(partition.toString(), next));
        inside(JSON.writeValueAsBytes(head));
    }

    /** Appends an object without its last brace. */
    private void inside(byte[] object) {
        out.append(object, 0, object.length - 1);
    }

    void text(String ascii) {
        byte[] bytes = ascii.getBytes(StandardCharsets.US_ASCII);
        out.append(bytes, 0, bytes.length);
    }

    /** The fields of an event that has a score; the object around them is the caller's. */
    void scored(Previewer from, int row) {
        text("\"outcome\":\"scored\"");
        id(from, row);
        text(",\"late\":" + from.isLate(row) + ",\"incomplete\":" + from.isIncomplete(row) + ",\"features\":");
        features.encode(vectors(from, featureSlots), row, out);
        text(",\"vector\":[");
        List<Plan.OutputColumn> vector = contents.plan().vector();
        for (int i = 0; i < vector.size(); i++) {
            text(i == 0 ? "" : ",");
            number(from, vector.get(i).slot(), row);
        }
        text("]");
        if (!contents.prediction().isEmpty()) {
            text(",\"prediction\":");
            new JsonEncoder(columns(contents.prediction())).encode(vectors(from, contents.prediction()), row, out);
        }
    }

    /** The fields of an event that is rejected. */
    void rejected(Previewer from, int row, List<Reason> reasons) {
        text("\"outcome\":\"rejected\"");
        id(from, row);
        text(",");
        ObjectNode told = JSON.createObjectNode();
        ReasonsJson.putReasons(reasons, told);
        byte[] object = JSON.writeValueAsBytes(told);
        out.append(object, 1, object.length - 2);
    }

    /** The fields of an event that nothing is known of. */
    void refused(Refusal refusal) {
        text("\"outcome\":\"refused\",");
        byte[] object = refusal.body();
        out.append(object, 1, object.length - 2);
    }

    /** Where the event stands in the source topic. */
    void recorded(RecordMetadata at) {
        text(",\"recorded\":{\"partition\":" + at.partition() + ",\"offset\":" + at.offset() + "}");
    }

    /** Why the event does not stand in the source topic, as far as is known. */
    void notRecorded(Refusal why) {
        text(",\"not_recorded\":");
        byte[] object = why.body();
        out.append(object, 0, object.length);
    }

    private void id(Previewer from, int row) {
        int slot = contents.plan().event().idSlot();
        if (slot >= 0 && from.column(slot).isValid(row)) {
            text(",\"id\":");
            number(from, slot, row);
        }
    }

    /** A value without a name: an object of it, without what is around it. */
    private void number(Previewer from, int slot, int row) {
        value.clear();
        new JsonEncoder(List.of(
                        new Column("v", contents.plan().columns().get(slot).type())))
                .encode(new Vector[] {from.column(slot)}, row, value);
        out.append(value.bytes, VALUE.length, value.size - VALUE.length - 1);
    }

    private static Vector[] vectors(Previewer from, List<Integer> slots) {
        return slots.stream().map(from::column).toArray(Vector[]::new);
    }

    byte[] done() {
        return Arrays.copyOf(out.bytes, out.size);
    }
}
