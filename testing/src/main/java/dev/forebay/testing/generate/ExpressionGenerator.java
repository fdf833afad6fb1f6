package dev.forebay.testing.generate;

import dev.forebay.plan.Plan;
import dev.forebay.plan.expression.Origin;
import dev.forebay.plan.expression.TypedExpression;
import dev.forebay.plan.expression.TypedExpression.AggregateRef;
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
import dev.forebay.plan.window.AggregateRule;
import dev.forebay.testing.expression.Values;
import dev.forebay.testing.expression.WrittenValues;
import dev.forebay.types.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Random well-typed expressions over the columns of a plan, of every node kind and every function of the library. */
public final class ExpressionGenerator {
    /** Every overload of every function. */
    public static final List<Signature> SIGNATURES = FunctionLibrary.all().stream()
            .flatMap(function -> function.signatures().stream())
            .toList();

    private record Conversion(Type.Kind from, Type.Kind to) {}

    private static final List<Conversion> CONVERSIONS = Arrays.stream(Type.Kind.values())
            .flatMap(to -> castableTo(to).stream().map(from -> new Conversion(from, to)))
            .toList();

    private static final long LONGEST_MATCHED = 500;
    private static final Origin ORIGIN = new Origin("generated.yaml", 1, 1);

    private final Chance chance;
    private final ValueGenerator values;
    private final ArgumentGenerator arguments;
    private final List<Plan.Slot> columns;
    private final List<AggregateRule> aggregates;

    /** @param columns what expressions may refer to; slots are their indexes */
    public ExpressionGenerator(Chance chance, List<Plan.Slot> columns) {
        this(chance, columns, List.of());
    }

    /**
     * A generator of expressions over columns and aggregates.
     *
     * @param columns what expressions may refer to; slots are their indexes
     * @param aggregates those of the plan, in its order
     */
    ExpressionGenerator(Chance chance, List<Plan.Slot> columns, List<AggregateRule> aggregates) {
        this.chance = chance;
        this.values = new ValueGenerator(chance);
        this.arguments = new ArgumentGenerator(chance);
        this.columns = List.copyOf(columns);
        this.aggregates = List.copyOf(aggregates);
    }

    /** Some type; decimals of any precision and scale. */
    public Type type() {
        return type(chance.pick(List.of(Type.Kind.values())));
    }

    /** Some type of the kind. */
    Type type(Type.Kind kind) {
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

    /** A column or an aggregate of the type, or a constant. */
    private TypedExpression leaf(Type type) {
        List<Integer> over = IntStream.range(0, aggregates.size())
                .filter(i -> aggregates.get(i).type().equals(type))
                .boxed()
                .toList();
        if (!over.isEmpty() && chance.oneIn(2)) {
            return aggregate(chance.pick(over));
        }
        List<Integer> fitting = IntStream.range(0, columns.size())
                .filter(i -> columns.get(i).type().equals(type))
                .boxed()
                .toList();
        if (fitting.isEmpty() || chance.oneIn(6)) {
            return constant(type);
        }
        return column(chance.pick(fitting));
    }

    /** The value of a column. */
    ColumnRef column(int slot) {
        Plan.Slot column = columns.get(slot);
        return new ColumnRef(slot, column.name(), column.type(), column.nullable(), ORIGIN);
    }

    /** The value of an aggregate. */
    AggregateRef aggregate(int index) {
        AggregateRule rule = aggregates.get(index);
        String text = rule.function() + " " + index;
        return new AggregateRef(index, text, rule.type(), rule.nullable(), ORIGIN);
    }

    /** Something in which the value of an aggregate counts on some rows only. */
    TypedExpression choiceWith(AggregateRef aggregate, int depth) {
        return switch (chance.below(3)) {
            case 0 -> new Coalesce(List.of(aggregate, expression(aggregate.type(), depth)), ORIGIN);
            case 1 -> new IsNull(aggregate, ORIGIN);
            default ->
                new Case(
                        List.of(new Case.Branch(expression(Type.BOOLEAN, depth), aggregate)),
                        constant(aggregate.type()),
                        ORIGIN);
        };
    }

    /** A constant of the type; now and then NULL. */
    Constant constant(Type type) {
        return new Constant(type, chance.oneIn(15) ? null : values.value(type), ORIGIN);
    }

    private TypedExpression logic(int depth) {
        List<TypedExpression> operands = new ArrayList<>();
        for (int i = chance.between(2, 4); i > 0; i--) {
            operands.add(chance.oneIn(6) ? failing(Type.BOOLEAN) : expression(Type.BOOLEAN, depth - 1));
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

    /** One of all conversions there are, in turn. */
    TypedExpression cast(long turn, int depth) {
        Conversion conversion = CONVERSIONS.get((int) Math.floorMod(turn, (long) CONVERSIONS.size()));
        return cast(conversion.from(), type(conversion.to()), depth);
    }

    private TypedExpression cast(Type type, int depth) {
        return cast(chance.pick(castableTo(type.kind())), type, depth);
    }

    private TypedExpression cast(Type.Kind kind, Type type, int depth) {
        if (kind == Type.Kind.STRING && chance.oneIn(2)) {
            return cast(text(WrittenValues.write(Values.ofStored(type, values.value(type)))), type);
        }
        TypedExpression operand =
                chance.oneIn(8) ? new Constant(type(kind), null, ORIGIN) : expression(type(kind), depth - 1);
        return cast(operand, type);
    }

    /** A conversion of an expression, which its type must allow. */
    private Cast cast(TypedExpression operand, Type type) {
        return new Cast(operand, type, chance.oneIn(2), ORIGIN);
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

    /** Whether a column equals itself: true, or null where it is null. */
    TypedExpression equalsItself() {
        ColumnRef column = column(chance.below(columns.size()));
        String kind = column.type().kind().name().toLowerCase(Locale.ROOT);
        Signature equal = signature("=(" + kind + "," + kind + ")");
        return new Call(equal, List.of(column, column), Type.BOOLEAN, ORIGIN);
    }

    private TypedExpression callReturning(Type type, int depth) {
        List<Signature> fitting = SIGNATURES.stream()
                .filter(signature -> signature.result() == type.kind())
                .toList();
        TypedExpression call = call(chance.pick(fitting), depth);
        return call.type().equals(type) ? call : new Cast(call, type, chance.oneIn(2), ORIGIN);
    }

    private TypedExpression operand(Signature signature, int index, Type type, int depth) {
        return switch (chance.below(24)) {
            case 0, 1, 2, 3, 4 -> new Constant(type, null, ORIGIN);
            case 5 -> failing(type);
            case 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16 ->
                new Constant(type, arguments.likely(signature, index, type), ORIGIN);
            default -> within(signature, index, expression(type, depth - 1));
        };
    }

    /** Cut where it is the text of a regular expression, which may take the square of its length to find nothing. */
    private static TypedExpression within(Signature signature, int index, TypedExpression operand) {
        if (!signature.function().startsWith("REGEXP_") || index > 0) {
            return operand;
        }
        Constant characters = new Constant(Type.LONG, LONGEST_MATCHED, ORIGIN);
        return new Call(signature("LEFT(string,long)"), List.of(operand, characters), Type.STRING, ORIGIN);
    }

    /** An expression that fails on some rows. */
    TypedExpression failingSometimes(Type type) {
        Case.Branch branch = new Case.Branch(leaf(Type.BOOLEAN), failing(type));
        return new Case(List.of(branch), leaf(type), ORIGIN);
    }

    /** An expression that fails on every row. */
    private TypedExpression failing(Type type) {
        if (type.kind() == Type.Kind.STRING) {
            Constant often = new Constant(Type.LONG, Long.MAX_VALUE, ORIGIN);
            return new Call(signature("REPEAT(string,long)"), List.of(text("x"), often), type, ORIGIN);
        }
        return new Cast(text("neither"), type, false, ORIGIN);
    }

    private static Constant text(String value) {
        return new Constant(Type.STRING, value, ORIGIN);
    }

    private static Signature signature(String id) {
        return SIGNATURES.stream()
                .filter(signature -> signature.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** A call of that overload. */
    public Call call(Signature signature, int depth) {
        FunctionDefinition function = FunctionLibrary.find(signature.function()).orElseThrow();
        List<String> together = arguments.together(signature);
        if (!together.isEmpty()) {
            List<TypedExpression> texts = new ArrayList<>();
            together.forEach(value -> texts.add(text(value)));
            return new Call(signature, texts, type(signature.result()), ORIGIN);
        }
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
            } else {
                operands.add(operand(signature, i, type, depth));
            }
        }
        return new Call(signature, operands, DecimalShapes.result(signature, operands), ORIGIN);
    }
}
