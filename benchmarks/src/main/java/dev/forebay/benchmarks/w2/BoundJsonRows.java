package dev.forebay.benchmarks.w2;

import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** JSON by way of Jackson's tree, as most write it when the columns are many. */
final class BoundJsonRows implements RowWriter {

    private static final List<String> NAMES = VectorColumns.outputNames();

    private final JsonMapper json = JsonMapper.builder().build();

    @Override
    public byte[] write(String id, double[] vector) {
        ObjectNode row = json.createObjectNode();
        row.put(VectorColumns.ID, id);
        for (int i = 0; i < VectorColumns.COUNT; i++) {
            row.put(NAMES.get(i), vector[i]);
        }
        return json.writeValueAsBytes(row);
    }
}
