package dev.forebay.plan.onnx;

import dev.forebay.plan.Plan;
import dev.forebay.plan.fitted.Precision;
import dev.forebay.types.Type;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The fitted transforms of a plan as one ONNX graph, for a server that has the features and not Forebay.
 *
 * <p><b>Inputs</b>: for each column that a group reads, and no group makes, a tensor of one column under its name: double, or string. A
 * missing number is NaN; a missing text is the empty text. <b>Outputs</b>: for each group a tensor of its columns under its name, double. What is
 * calculated is what the engine calculates, step by step in double, by the operators of ai.onnx opset 19; where those are another library's,
 * within its arithmetic. <b>Refusals</b>: a graph cannot refuse a row: what would be refused gives zeros in an encoder and NaN or an
 * infinity elsewhere. Stateless.
 */
public final class OnnxExport {
    private OnnxExport() {}

    /**
     * The model's bytes.
     *
     * @param producer what writes it, with its version
     * @throws UnwritableStateException where a transform has no form in ONNX; the message says which and why
     */
    public static byte[] write(Plan plan, String producer) throws UnwritableStateException {
        Graph graph = new Graph();
        Map<Integer, Segment> columns = new HashMap<>();
        Set<String> names = new HashSet<>();
        boolean any = false;
        for (Plan.Step step : plan.steps()) {
            if (step instanceof Plan.Step.Transform transform) {
                any = true;
                add(plan, transform, columns, names, graph);
            }
        }
        if (!any) {
            throw new UnwritableStateException("the definition has no transforms");
        }
        return graph.end(plan.pipeline(), producer);
    }

    private static void add(
            Plan plan, Plan.Step.Transform transform, Map<Integer, Segment> columns, Set<String> names, Graph graph)
            throws UnwritableStateException {
        if (transform.fitted().precision() == Precision.FLOAT32) {
            throw new UnwritableStateException(
                    "'" + transform.group() + "' calculates in float32, which is not written; fit it in float64");
        }
        for (int slot : transform.inputs()) {
            Plan.Slot column = plan.columns().get(slot);
            boolean texts = column.type().kind() == Type.Kind.STRING;
            if (!columns.containsKey(slot)) {
                graph.input(column.name(), texts ? Graph.TEXT : Graph.DOUBLE);
                names.add(column.name());
                columns.put(slot, new Segment(column.name(), 1, texts));
            }
        }
        StateGraph states = new StateGraph(graph, transform.group());
        List<Segment> made = states.write(
                transform.fitted().state(),
                transform.inputs().stream().map(columns::get).toList());
        if (made.stream().anyMatch(Segment::texts)) {
            throw new UnwritableStateException("'" + transform.group() + "' gives texts, and a tensor has one type");
        }
        String all = states.numbers(made).name();
        String name = names.add(transform.group()) ? transform.group() : transform.group() + "_out";
        graph.nodeAs(name, "Identity", Map.of(), all);
        graph.output(name, Graph.DOUBLE, transform.outputs().size());
        for (int i = 0; i < transform.outputs().size(); i++) {
            int place = i;
            columns.put(
                    transform.outputs().get(i),
                    new Segment(graph.node("Gather", Map.of("axis", 1L), all, graph.wholes(List.of(place))), 1, false));
        }
    }
}
