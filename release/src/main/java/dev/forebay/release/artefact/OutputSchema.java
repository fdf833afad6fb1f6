package dev.forebay.release.artefact;

import dev.forebay.plan.Plan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The names and types of what a release puts out, in order: what a model is validated with. */
final class OutputSchema {
    private OutputSchema() {}

    static byte[] of(Plan plan) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("keep", columns(plan, plan.keep()));
        tree.put("vector", columns(plan, plan.vector()));
        return CanonicalJson.write(tree);
    }

    private static List<Object> columns(Plan plan, List<Plan.OutputColumn> columns) {
        List<Object> written = new ArrayList<>();
        for (Plan.OutputColumn column : columns) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", column.column().name());
            one.put("type", column.column().type().toString());
            one.put("nullable", plan.columns().get(column.slot()).nullable());
            written.add(one);
        }
        return written;
    }
}
