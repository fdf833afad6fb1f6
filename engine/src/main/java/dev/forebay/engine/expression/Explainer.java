package dev.forebay.engine.expression;

import dev.forebay.engine.function.Kernel;
import dev.forebay.engine.function.Kernels;
import dev.forebay.plan.expression.TypedExpression;
import dev.forebay.types.batch.BooleanVector;
import dev.forebay.types.batch.ReasonCode;
import dev.forebay.types.batch.Vector;
import java.util.List;
import java.util.Optional;

/** Finds, for one row, the first node of an expression that failed itself. Only for rows in error. */
final class Explainer {
    private final Program program;

    Explainer(Program program) {
        this.program = program;
    }

    Optional<Failure> explain(TypedExpression expression, int row) {
        return expression.accept(new Walk(row));
    }

    private final class Walk implements TypedExpression.Visitor<Optional<Failure>> {
        private final int row;

        Walk(int row) {
            this.row = row;
        }

        private Vector vector(TypedExpression node) {
            return program.vectorOf(node);
        }

        private boolean isTrue(TypedExpression condition) {
            BooleanVector values = (BooleanVector) vector(condition);
            return values.isValid(row) && values.values[row];
        }

        private boolean anyInError(List<TypedExpression> nodes) {
            return nodes.stream().anyMatch(node -> vector(node).isError(row));
        }

        /** The first failure among nodes in error; empty where all of them only pass on another column's. */
        private Optional<Failure> first(List<TypedExpression> nodes) {
            return nodes.stream()
                    .filter(node -> vector(node).isError(row))
                    .flatMap(node -> node.accept(this).stream())
                    .findFirst();
        }

        /** What a junction fails by: its first operand in error, since nothing behind that one was needed. */
        private Optional<Failure> decider(List<TypedExpression> nodes) {
            return nodes.stream()
                    .filter(node -> vector(node).isError(row))
                    .findFirst()
                    .flatMap(node -> node.accept(this));
        }

        private Optional<Failure> own(TypedExpression node, ReasonCode code, String what) {
            return Optional.of(new Failure(
                    code,
                    Values.list(node.operands(), program, row),
                    what + " in " + ExpressionText.of(node),
                    node.origin()));
        }

        @Override
        public Optional<Failure> constant(TypedExpression.Constant node) {
            return Optional.empty();
        }

        @Override
        public Optional<Failure> columnRef(TypedExpression.ColumnRef node) {
            return Optional.empty();
        }

        /** An aggregate fails by what it reads of the event itself, or else by its own result. */
        @Override
        public Optional<Failure> aggregateRef(TypedExpression.AggregateRef node) {
            List<TypedExpression> read = program.readBy(node.aggregate());
            return anyInError(read)
                    ? first(read)
                    : Optional.of(new Failure(
                            ReasonCode.OVERFLOW,
                            "a sum beyond the range of " + node.type(),
                            node.type() + " overflow in " + ExpressionText.of(node),
                            node.origin()));
        }

        @Override
        public Optional<Failure> call(TypedExpression.Call node) {
            if (anyInError(node.operands())) {
                return first(node.operands());
            }
            Kernel kernel = Kernels.of(node.signature());
            return own(node, kernel.code(), kernel.failure());
        }

        @Override
        public Optional<Failure> cast(TypedExpression.Cast node) {
            if (vector(node.operand()).isError(row)) {
                return node.operand().accept(this);
            }
            return own(node, ReasonCode.CAST, "no " + node.type());
        }

        @Override
        public Optional<Failure> and(TypedExpression.And node) {
            return decider(node.operands());
        }

        @Override
        public Optional<Failure> or(TypedExpression.Or node) {
            return decider(node.operands());
        }

        @Override
        public Optional<Failure> caseWhen(TypedExpression.Case node) {
            for (TypedExpression.Case.Branch branch : node.branches()) {
                if (vector(branch.condition()).isError(row)) {
                    return branch.condition().accept(this);
                }
                if (isTrue(branch.condition())) {
                    return branch.result().accept(this);
                }
            }
            return node.otherwise().accept(this);
        }

        @Override
        public Optional<Failure> coalesce(TypedExpression.Coalesce node) {
            for (TypedExpression operand : node.operands()) {
                if (!vector(operand).isNull(row)) {
                    return operand.accept(this);
                }
            }
            return Optional.empty();
        }

        @Override
        public Optional<Failure> isNull(TypedExpression.IsNull node) {
            return node.operand().accept(this);
        }

        @Override
        public Optional<Failure> inSet(TypedExpression.InSet node) {
            return node.operand().accept(this);
        }
    }
}
