package dev.forebay.engine.expression;

import dev.forebay.engine.function.Kernels;
import dev.forebay.engine.function.Loop;
import dev.forebay.plan.expression.TypedExpression;
import dev.forebay.plan.function.Signature;
import dev.forebay.types.Type;
import dev.forebay.types.batch.Vector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns expressions into operators, one for each node that differs from all before in more than where it stands. An operator
 * without a varying input runs once and for one row, when it is compiled.
 */
final class ProgramCompiler implements TypedExpression.Visitor<Vector> {
    private final Program program;
    private final int capacity;
    private final Map<Node, Vector> known = new HashMap<>();
    private final IdentityHashMap<TypedExpression, Vector> compiled = new IdentityHashMap<>();
    private final Set<Vector> constants = new HashSet<>();

    /** What makes two nodes the same computation. Vectors are compared by identity. */
    private record Node(Object what, Type type, List<Vector> inputs) {}

    private enum Form {
        AND,
        OR,
        CASE,
        COALESCE,
        IS_NULL
    }

    private record Casting(Type from, boolean tryCast) {}

    private record Members(List<@Nullable Object> values) {}

    private record Literal(@Nullable Object value) {}

    private interface Factory {
        Operator create(Vector[] inputs, Vector output);
    }

    ProgramCompiler(Program program, int capacity) {
        this.program = program;
        this.capacity = capacity;
    }

    Vector compile(TypedExpression expression) {
        Vector vector = compiled.get(expression);
        if (vector == null) {
            vector = expression.accept(this);
            compiled.put(expression, vector);
        }
        return vector;
    }

    private Vector node(Object what, TypedExpression expression, Factory factory) {
        List<Vector> inputs = new ArrayList<>();
        for (TypedExpression operand : expression.operands()) {
            inputs.add(compile(operand));
        }
        Node node = new Node(what, expression.type(), List.copyOf(inputs));
        Vector vector = known.get(node);
        if (vector == null) {
            vector = Vector.of(expression.type(), capacity);
            known.put(node, vector);
            install(factory.create(inputs.toArray(Vector[]::new), vector), inputs, vector);
        }
        return vector;
    }

    private void install(Operator operator, List<Vector> inputs, Vector output) {
        if (constants.containsAll(inputs)) {
            operator.run(1);
            Constants.spread(output);
            constants.add(output);
        } else {
            program.append(operator);
        }
    }

    @Override
    public Vector constant(TypedExpression.Constant node) {
        return node(new Literal(node.value()), node, (inputs, output) -> rows -> Constants.set(output, node.value()));
    }

    @Override
    public Vector columnRef(TypedExpression.ColumnRef node) {
        return program.column(node.slot());
    }

    @Override
    public Vector aggregateRef(TypedExpression.AggregateRef node) {
        return program.aggregate(node.aggregate());
    }

    @Override
    public Vector call(TypedExpression.Call node) {
        Signature signature = node.signature();
        return node(signature, node, (inputs, output) -> {
            Loop loop = Kernels.of(signature).bind(node);
            return signature.strict()
                    ? new StrictOperator(loop, inputs, output)
                    : new OpenOperator(loop, inputs, output);
        });
    }

    @Override
    public Vector cast(TypedExpression.Cast node) {
        Type from = node.operand().type();
        return node(new Casting(from, node.tryCast()), node, (inputs, output) -> {
            Loop loop = Casts.loop(from, node.type());
            StrictOperator strict = new StrictOperator(loop, inputs, output);
            return node.tryCast() ? new TryOperator(strict, inputs[0], output) : strict;
        });
    }

    @Override
    public Vector and(TypedExpression.And node) {
        return node(Form.AND, node, (inputs, output) -> new Junction(inputs, output, false));
    }

    @Override
    public Vector or(TypedExpression.Or node) {
        return node(Form.OR, node, (inputs, output) -> new Junction(inputs, output, true));
    }

    @Override
    public Vector caseWhen(TypedExpression.Case node) {
        return node(Form.CASE, node, CaseOperator::new);
    }

    @Override
    public Vector coalesce(TypedExpression.Coalesce node) {
        return node(Form.COALESCE, node, CoalesceOperator::new);
    }

    @Override
    public Vector isNull(TypedExpression.IsNull node) {
        return node(Form.IS_NULL, node, IsNullOperator::new);
    }

    @Override
    public Vector inSet(TypedExpression.InSet node) {
        List<@Nullable Object> values = new ArrayList<>();
        node.values().forEach(value -> values.add(value.value()));
        return node(
                new Members(values),
                node,
                (inputs, output) -> new StrictOperator(Membership.of(node.values()), inputs, output));
    }
}
