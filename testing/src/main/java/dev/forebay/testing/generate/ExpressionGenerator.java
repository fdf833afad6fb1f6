package dev.forebay.testing.generate;

import dev.forebay.plan.Plan;
import dev.forebay.plan.expression.Origin;
import dev.forebay.plan.expression.TypedExpression;
import dev.forebay.plan.expression.TypedExpression.And;
import dev.forebay.plan.expression.TypedExpression.Call;
import dev.forebay.plan.expression.TypedExpression.Case;
import dev.forebay.plan.expression.TypedExpression.Cast;
import dev.forebay.plan.expression.TypedExpression.Coalesce;
import dev.forebay.plan.expression.TypedExpression.ColumnRef;
import dev.forebay.plan.expression.TypedExpression.Constant;
import dev.forebay.plan.expression.TypedExpression.InSet;
import dev.forebay.plan.expression.TypedExpression.IsNull;
import dev.forebay.plan.expression.TypedExpression.Or;
import dev.forebay.plan.function.FunctionDefinition;
import dev.forebay.plan.function.FunctionLibrary;
import dev.forebay.plan.function.Signature;
import dev.forebay.types.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Random well-typed expressions over the columns of a plan, of every node kind and every function of the library. */
public final class ExpressionGenerator {
    /** Every overload of every function. */
    public static final List<Signature> SIGNATURES = FunctionLibrary.all().stream()
            .flatMap(function -> function.signatures().stream())
            .toList();

    private static final Origin ORIGIN = new Origin("generated.yaml", 1, 1);

    private final Chance chance;
    private final ValueGenerator values;
    private final ArgumentGenerator arguments;
    private final List<Plan.Slot> columns;

    /** @param columns what expressions may refer to; slots are their indexes */
    public ExpressionGenerator(Chance chance, List<Plan.Slot> columns) {
        this.chance = chance;
        this.values = new ValueGenerator(chance);
        this.arguments = new ArgumentGenerator(chance);
        this.columns = List.copyOf(columns);
    }

    /** Some type; decimals of any precision and scale. */
    public Type type() {
        return type(chance.pick(List.of(Type.Kind.values())));
    }

    private Type type(Type.Kind kind) {
        return switch (kind) {
            case BOOLEAN -> Type.BOOLEAN;
            case LONG -> Type.LONG;
            case DOUBLE -> Type.DOUBLE;
            case STRING -> Type.STRING;
            case TIMESTAMP -> Type.TIMESTAMP;
            case DATE -> Type.DATE;
            case DECIMAL -> decimalType();
        };
    }

    private Type decimalType() {
        List<Type> known =
                columns.stream().map(Plan.Slot::type).filter(Type::isDecimal).toList();
        if (!known.isEmpty() && !chance.oneIn(3)) {
            return chance.pick(known);
        }
        int precision = chance.between(1, Type.MAX_PRECISION);
        return Type.decimal(precision, chance.below(precision + 1));
    }

    /** An expression of the type, at most {@code depth} nodes deep. */
    public TypedExpression expression(Type type, int depth) {
        if (depth <= 0 || chance.oneIn(5)) {
            return leaf(type);
        }
        return switch (chance.below(10)) {
            case 0 -> caseWhen(type, depth);
            case 1 -> coalesce(type, depth);
            case 2 -> cast(type, depth);
            case 3, 4 -> type.kind() == Type.Kind.BOOLEAN ? logic(depth) : callReturning(type, depth);
            default -> callReturning(type, depth);
        };
    }

    /** A column of the type, or a constant. */
    private TypedExpression leaf(Type type) {
        List<Integer> fitting = IntStream.range(0, columns.size())
                .filter(i -> columns.get(i).type().equals(type))
                .boxed()
                .toList();
        if (fitting.isEmpty() || chance.oneIn(6)) {
            return constant(type);
        }
        return column(chance.pick(fitting));
    }

    private ColumnRef column(int slot) {
        Plan.Slot column = columns.get(slot);
        return new ColumnRef(slot, column.name(), column.type(), column.nullable(), ORIGIN);
    }

    /** A constant of the type; now and then NULL. */
    Constant constant(Type type) {
        return new Constant(type, chance.oneIn(15) ? null : values.value(type), ORIGIN);
    }

    private TypedExpression logic(int depth) {
        List<TypedExpression> operands = new ArrayList<>();
        for (int i = chance.between(2, 4); i > 0; i--) {
            operands.add(expression(Type.BOOLEAN, depth - 1));
        }
        return switch (chance.below(4)) {
            case 0 -> new And(operands, ORIGIN);
            case 1 -> new Or(operands, ORIGIN);
            case 2 -> new IsNull(expression(type(), depth - 1), ORIGIN);
            default -> inSet(depth);
        };
    }

    private InSet inSet(int depth) {
        Type type = type();
        List<Constant> members = new ArrayList<>();
        for (int i = chance.between(1, chance.oneIn(3) ? 20 : 4); i > 0; i--) {
            members.add(new Constant(type, values.value(type), ORIGIN));
        }
        return new InSet(expression(type, depth - 1), members, ORIGIN);
    }

    private Case caseWhen(Type type, int depth) {
        List<Case.Branch> branches = new ArrayList<>();
        for (int i = chance.between(1, 3); i > 0; i--) {
            branches.add(new Case.Branch(expression(Type.BOOLEAN, depth - 1), expression(type, depth - 1)));
        }
        return new Case(branches, expression(type, depth - 1), ORIGIN);
    }

    private Coalesce coalesce(Type type, int depth) {
        List<TypedExpression> operands = new ArrayList<>();
        for (int i = chance.between(1, 3); i > 0; i--) {
            operands.add(expression(type, depth - 1));
        }
        return new Coalesce(operands, ORIGIN);
    }

    private TypedExpression cast(Type type, int depth) {
        List<Type.Kind> from = castableTo(type.kind());
        return cast(expression(type(chance.pick(from)), depth - 1), type);
    }

    /** A conversion of an expression, which its type must allow. */
    Cast cast(TypedExpression operand, Type type) {
        return new Cast(operand, type, chance.oneIn(3), ORIGIN);
    }

    /** From which kinds a {@code CAST} leads to a kind. */
    public static List<Type.Kind> castableTo(Type.Kind kind) {
        return switch (kind) {
            case BOOLEAN -> List.of(Type.Kind.STRING, Type.Kind.BOOLEAN);
            case LONG, DOUBLE ->
                List.of(Type.Kind.BOOLEAN, Type.Kind.LONG, Type.Kind.DOUBLE, Type.Kind.DECIMAL, Type.Kind.STRING);
            case DECIMAL -> List.of(Type.Kind.LONG, Type.Kind.DOUBLE, Type.Kind.DECIMAL, Type.Kind.STRING);
            case STRING -> List.of(Type.Kind.values());
            case TIMESTAMP, DATE -> List.of(Type.Kind.TIMESTAMP, Type.Kind.DATE, Type.Kind.STRING);
        };
    }

    private TypedExpression callReturning(Type type, int depth) {
        List<Signature> fitting = SIGNATURES.stream()
                .filter(signature -> signature.result() == type.kind())
                .toList();
        TypedExpression call = call(chance.pick(fitting), depth);
        return call.type().equals(type) ? call : new Cast(call, type, chance.oneIn(2), ORIGIN);
    }

    /** A call of that overload. */
    public Call call(Signature signature, int depth) {
        FunctionDefinition function = FunctionLibrary.find(signature.function()).orElseThrow();
        List<TypedExpression> operands = new ArrayList<>();
        List<Type> decimals = DecimalShapes.of(signature, chance);
        int count = signature.parameters().size() + (signature.variadic() ? chance.below(4) : 0);
        for (int i = 0; i < count; i++) {
            int parameter = Math.min(i, signature.parameters().size() - 1);
            Type.Kind kind = signature.parameters().get(parameter);
            Type type = kind == Type.Kind.DECIMAL ? decimals.get(Math.min(i, decimals.size() - 1)) : type(kind);
            FunctionDefinition.Parameter documented = function.parameters().get(parameter);
            Constant fixed = arguments.constant(signature, documented, operands);
            if (fixed != null) {
                operands.add(fixed);
            } else if (chance.oneIn(2)) {
                operands.add(new Constant(type, arguments.likely(signature, i, type), ORIGIN));
            } else {
                operands.add(expression(type, depth - 1));
            }
        }
        return new Call(signature, operands, DecimalShapes.result(signature, operands), ORIGIN);
    }
}
