package dev.forebay.plan.expression;

import dev.forebay.plan.function.Signature;
import dev.forebay.types.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One node of an expression whose names are bound and whose types are known. Constructors refuse what is ill-typed. Immutable.
 *
 * <p><b>Missing</b>: null is SQL's unknown. <b>Errors</b>: a row on which a node fails is in error; the error passes through
 * strict nodes as a null does (it wins over a null), and a lazy node ({@link And}, {@link Or}, {@link Case}, {@link Coalesce})
 * passes it on only where its operands are needed in order, left to right. Doubles compare in a total order: NaN equals itself
 * and is greater than everything, -0.0 equals 0.0.
 *
 * <p>Values of constants: {@link Boolean}, {@link Double}, {@link String}, and {@link Long} for long, timestamp (microseconds),
 * date (days) and decimal (units of its scale).
 */
public sealed interface TypedExpression {

    Type type();

    /** Whether the value may be null. */
    boolean nullable();

    Origin origin();

    /** The operands, in order of evaluation. */
    List<TypedExpression> operands();

    <R> R accept(Visitor<R> visitor);

    /** A value that is the same for every row; null for SQL's NULL. */
    record Constant(Type type, @Nullable Object value, Origin origin) implements TypedExpression {
        public Constant {
            boolean fits = value == null
                    || switch (type.kind()) {
                        case BOOLEAN -> value instanceof Boolean;
                        case DOUBLE -> value instanceof Double;
                        case STRING -> value instanceof String;
                        case LONG, DECIMAL, TIMESTAMP, DATE -> value instanceof Long;
                    };
            if (!fits) {
                throw new IllegalArgumentException(type + " constant cannot be " + value);
            }
        }

        @Override
        public boolean nullable() {
            return value == null;
        }

        @Override
        public List<TypedExpression> operands() {
            return List.of();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.constant(this);
        }
    }

    /** The value of a column of the plan, by its slot. */
    record ColumnRef(int slot, String name, Type type, boolean nullable, Origin origin) implements TypedExpression {
        @Override
        public List<TypedExpression> operands() {
            return List.of();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.columnRef(this);
        }
    }

    /**
     * The value of an aggregate of the plan, by its place.
     *
     * @param text the aggregate as SQL
     */
    record AggregateRef(int aggregate, String text, Type type, boolean nullable, Origin origin)
            implements TypedExpression {
        @Override
        public List<TypedExpression> operands() {
            return List.of();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.aggregateRef(this);
        }
    }

    /** A function or operator on its arguments. {@code type} is the signature's kind with precision and scale filled in. */
    record Call(Signature signature, List<TypedExpression> operands, Type type, Origin origin)
            implements TypedExpression {
        public Call {
            operands = List.copyOf(operands);
            int fixed = signature.parameters().size();
            if (signature.variadic() ? operands.size() < fixed : operands.size() != fixed) {
                throw new IllegalArgumentException(signature + " called with " + operands.size() + " arguments");
            }
            for (int i = 0; i < operands.size(); i++) {
                Type.Kind wanted = signature.parameters().get(Math.min(i, fixed - 1));
                if (operands.get(i).type().kind() != wanted) {
                    throw new IllegalArgumentException(signature + ": argument " + (i + 1) + " is "
                            + operands.get(i).type());
                }
            }
            if (type.kind() != signature.result()) {
                throw new IllegalArgumentException(signature + " does not return " + type);
            }
        }

        @Override
        public boolean nullable() {
            return signature.nullable() || operands.stream().anyMatch(TypedExpression::nullable);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.call(this);
        }
    }

    /** A conversion to another type. One that is impossible for a value is an error, or null for {@code TRY_CAST}. */
    record Cast(TypedExpression operand, Type type, boolean tryCast, Origin origin) implements TypedExpression {
        public Cast {
            if (!isPossible(operand.type(), type)) {
                throw new IllegalArgumentException("CAST of " + operand.type() + " to " + type);
            }
        }

        /** Whether values of one type can be converted to another, be it not all of them. */
        public static boolean isPossible(Type from, Type to) {
            if (to.kind() == Type.Kind.STRING || from.kind() == Type.Kind.STRING || from.kind() == to.kind()) {
                return true;
            }
            return switch (from.kind()) {
                case BOOLEAN -> to.kind() == Type.Kind.LONG || to.kind() == Type.Kind.DOUBLE;
                case LONG, DOUBLE, DECIMAL -> to.isNumeric();
                case TIMESTAMP -> to.kind() == Type.Kind.DATE;
                case DATE -> to.kind() == Type.Kind.TIMESTAMP;
                case STRING -> true;
            };
        }

        @Override
        public boolean nullable() {
            return tryCast || operand.nullable();
        }

        @Override
        public List<TypedExpression> operands() {
            return List.of(operand);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.cast(this);
        }
    }

    /** False if an operand is false; else null if one is null; else true. Operands after a false one are not needed. */
    record And(List<TypedExpression> operands, Origin origin) implements TypedExpression {
        public And {
            operands = requireBooleans("AND", operands);
        }

        @Override
        public Type type() {
            return Type.BOOLEAN;
        }

        @Override
        public boolean nullable() {
            return operands.stream().anyMatch(TypedExpression::nullable);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.and(this);
        }
    }

    /** True if an operand is true; else null if one is null; else false. Operands after a true one are not needed. */
    record Or(List<TypedExpression> operands, Origin origin) implements TypedExpression {
        public Or {
            operands = requireBooleans("OR", operands);
        }

        @Override
        public Type type() {
            return Type.BOOLEAN;
        }

        @Override
        public boolean nullable() {
            return operands.stream().anyMatch(TypedExpression::nullable);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.or(this);
        }
    }

    /** The result of the first branch whose condition is true, else {@code otherwise}. Conditions are needed in order. */
    record Case(List<Branch> branches, TypedExpression otherwise, Origin origin) implements TypedExpression {
        /** One branch. */
        public record Branch(TypedExpression condition, TypedExpression result) {}

        public Case {
            branches = List.copyOf(branches);
            for (Branch branch : branches) {
                if (!branch.condition().type().equals(Type.BOOLEAN)
                        || !branch.result().type().equals(otherwise.type())) {
                    throw new IllegalArgumentException(
                            "CASE of " + branch.condition().type() + " gives "
                                    + branch.result().type() + " or " + otherwise.type());
                }
            }
        }

        @Override
        public Type type() {
            return otherwise.type();
        }

        @Override
        public boolean nullable() {
            return otherwise.nullable()
                    || branches.stream().anyMatch(branch -> branch.result().nullable());
        }

        @Override
        public List<TypedExpression> operands() {
            List<TypedExpression> all = new ArrayList<>();
            for (Branch branch : branches) {
                all.add(branch.condition());
                all.add(branch.result());
            }
            all.add(otherwise);
            return List.copyOf(all);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.caseWhen(this);
        }
    }

    /** The first operand that is not null. Operands after it are not needed. */
    record Coalesce(List<TypedExpression> operands, Origin origin) implements TypedExpression {
        public Coalesce {
            operands = List.copyOf(operands);
            Type type = operands.get(0).type();
            for (TypedExpression operand : operands) {
                if (!operand.type().equals(type)) {
                    throw new IllegalArgumentException("COALESCE of " + type + " and " + operand.type());
                }
            }
        }

        @Override
        public Type type() {
            return operands.get(0).type();
        }

        @Override
        public boolean nullable() {
            return operands.stream().allMatch(TypedExpression::nullable);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.coalesce(this);
        }
    }

    /** Whether the operand is null; never null itself. */
    record IsNull(TypedExpression operand, Origin origin) implements TypedExpression {
        @Override
        public Type type() {
            return Type.BOOLEAN;
        }

        @Override
        public boolean nullable() {
            return false;
        }

        @Override
        public List<TypedExpression> operands() {
            return List.of(operand);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.isNull(this);
        }
    }

    /** Whether the operand equals one of the constants, all of its type and none of them null. Null for null. */
    record InSet(TypedExpression operand, List<Constant> values, Origin origin) implements TypedExpression {
        public InSet {
            values = List.copyOf(values);
            for (Constant value : values) {
                if (!value.type().equals(operand.type()) || value.value() == null) {
                    throw new IllegalArgumentException("IN of " + operand.type() + " and " + value);
                }
            }
        }

        @Override
        public Type type() {
            return Type.BOOLEAN;
        }

        @Override
        public boolean nullable() {
            return operand.nullable();
        }

        @Override
        public List<TypedExpression> operands() {
            return List.of(operand);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.inSet(this);
        }
    }

    private static List<TypedExpression> requireBooleans(String what, List<TypedExpression> operands) {
        for (TypedExpression operand : operands) {
            if (!operand.type().equals(Type.BOOLEAN)) {
                throw new IllegalArgumentException(what + " of " + operand.type());
            }
        }
        return List.copyOf(operands);
    }

    /** One method a node kind and no defaults: a new kind must not compile until every pass handles it. */
    interface Visitor<R> {
        R constant(Constant node);

        R columnRef(ColumnRef node);

        R aggregateRef(AggregateRef node);

        R call(Call node);

        R cast(Cast node);

        R and(And node);

        R or(Or node);

        R caseWhen(Case node);

        R coalesce(Coalesce node);

        R isNull(IsNull node);

        R inSet(InSet node);
    }
}
