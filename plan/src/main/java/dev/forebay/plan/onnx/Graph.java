package dev.forebay.plan.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An ONNX graph that is being built: nodes in the order in which they run, constants, inputs and outputs. Numbers are doubles. */
final class Graph {
    static final int DOUBLE = 11;
    static final int TEXT = 8;
    static final int WHOLE = 7;

    /** Opset 19 is the first in which {@code Equal} compares texts. */
    private static final int OPSET = 19;

    private static final int IR_VERSION = 9;
    private static final int ATTRIBUTE_NUMBER = 2;

    private final List<Wire> nodes = new ArrayList<>();
    private final List<Wire> constants = new ArrayList<>();
    private final Map<String, String> known = new LinkedHashMap<>();
    private final List<Wire> inputs = new ArrayList<>();
    private final List<Wire> outputs = new ArrayList<>();
    private int next;

    /** A value of one node; {@code attributes} are whole numbers. */
    String node(String operator, Map<String, Long> attributes, String... operands) {
        String name = operator.toLowerCase(Locale.ROOT) + "_" + next++;
        nodeAs(name, operator, attributes, operands);
        return name;
    }

    String node(String operator, String... operands) {
        return node(operator, Map.of(), operands);
    }

    void nodeAs(String output, String operator, Map<String, Long> attributes, String... operands) {
        Wire node = new Wire();
        for (String operand : operands) {
            node.text(1, operand);
        }
        node.text(2, output).text(3, output).text(4, operator);
        attributes.forEach((name, value) ->
                node.message(5, new Wire().text(1, name).number(3, value).number(20, ATTRIBUTE_NUMBER)));
        nodes.add(node);
    }

    /** A constant of doubles in rows. */
    String reals(double[][] rows) {
        ByteBuffer raw =
                ByteBuffer.allocate(rows.length * rows[0].length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        StringBuilder key = new StringBuilder("d" + rows.length + "x" + rows[0].length);
        for (double[] row : rows) {
            for (double value : row) {
                raw.putDouble(value);
                key.append(',').append(Double.doubleToRawLongBits(value));
            }
        }
        return constant(
                key.toString(),
                new Wire()
                        .number(1, rows.length)
                        .number(1, rows[0].length)
                        .number(2, DOUBLE)
                        .bytes(9, raw.array()));
    }

    /** A constant row. */
    String reals(List<Double> row) {
        return reals(new double[][] {row.stream().mapToDouble(x -> x).toArray()});
    }

    String real(double value) {
        return reals(new double[][] {{value}});
    }

    /** A constant row of texts. */
    String texts(List<String> row) {
        Wire tensor = new Wire().number(1, 1).number(1, row.size()).number(2, TEXT);
        row.forEach(text -> tensor.text(6, text));
        return constant("t" + row, tensor);
    }

    /** A constant list of whole numbers. */
    String wholes(List<Integer> values) {
        ByteBuffer raw = ByteBuffer.allocate(values.size() * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        values.forEach(value -> raw.putLong(value));
        return constant(
                "w" + values,
                new Wire().number(1, values.size()).number(2, WHOLE).bytes(9, raw.array()));
    }

    private String constant(String key, Wire tensor) {
        return known.computeIfAbsent(key, absent -> {
            String name = "constant_" + next++;
            constants.add(tensor.text(8, name));
            return name;
        });
    }

    /** An input of one column. */
    void input(String name, int type) {
        inputs.add(value(name, type, 1));
    }

    void output(String name, int type, int width) {
        outputs.add(value(name, type, width));
    }

    private static Wire value(String name, int type, int width) {
        Wire shape = new Wire().message(1, new Wire().text(2, "rows")).message(1, new Wire().number(1, width));
        Wire tensor = new Wire().number(1, type).message(2, shape);
        return new Wire().text(1, name).message(2, new Wire().message(1, tensor));
    }

    /** The model. */
    byte[] end(String name, String producer) {
        Wire graph = new Wire();
        nodes.forEach(node -> graph.message(1, node));
        graph.text(2, name);
        constants.forEach(constant -> graph.message(5, constant));
        inputs.forEach(input -> graph.message(11, input));
        outputs.forEach(output -> graph.message(12, output));
        return new Wire()
                .number(1, IR_VERSION)
                .text(2, producer)
                .message(7, graph)
                .message(8, new Wire().text(1, "").number(2, OPSET))
                .end();
    }
}
