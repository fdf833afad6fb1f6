package dev.forebay.testing.oracle;

import dev.forebay.plan.expression.TypedExpression;
import dev.forebay.plan.expression.TypedExpression.Call;
import dev.forebay.plan.expression.TypedExpression.Cast;
import dev.forebay.plan.function.FunctionLibrary;
import dev.forebay.plan.function.Signature;
import dev.forebay.testing.Finding;
import dev.forebay.testing.ReferenceResult;
import dev.forebay.testing.expression.EvaluationListener;
import dev.forebay.testing.expression.Failure;
import dev.forebay.testing.generate.ExpressionGenerator;
import dev.forebay.types.Type;
import dev.forebay.types.batch.ReasonCode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What generated tests exercised, against all there is to exercise: every overload with every outcome it can have, every node kind,
 * every conversion, every reason. All there is comes from the library and the sealed types, so a new one is missed until it is
 * tested.
 */
final class Coverage implements EvaluationListener {
    /** Reasons that decoder, checks and steps without a model never give. */
    private static final Set<ReasonCode> GIVEN_ELSEWHERE = Set.of(ReasonCode.OUTPUT_TOO_LARGE, ReasonCode.MODEL);

    /** What only plans with windows have; {@link WindowCoverage} is about them. */
    private static final Set<Class<?>> OF_WINDOWS = Set.of(TypedExpression.AggregateRef.class);

    private final Set<String> seen = new HashSet<>();

    /** What a node came to. */
    private enum Outcome {
        VALUE,
        NULL,
        /** It failed itself. */
        FAILURE,
        /** An operand or a column had failed. */
        PASSED_ON
    }

    @Override
    public void evaluated(TypedExpression node, List<@Nullable Object> operands, @Nullable Object result) {
        Outcome outcome = outcome(operands, result);
        seen.add(cell(node.getClass(), outcome));
        if (node instanceof Call call) {
            seen.add(cell(call.signature(), outcome));
            if (operands.contains(null) && outcome != Outcome.PASSED_ON) {
                seen.add(call.signature().id() + " given null");
            }
        } else if (node instanceof Cast cast) {
            seen.add(cell(cast.operand().type().kind(), cast.type().kind(), cast.tryCast(), outcome));
        }
    }

    void add(ReferenceResult result) {
        for (Finding finding : result.findings()) {
            seen.add(cell(finding.code()));
        }
    }

    /** The cells that nothing exercised. */
    Set<String> missing() {
        Set<String> missing = new TreeSet<>(all());
        missing.removeAll(seen);
        return missing;
    }

    /** How many cells there are. */
    static int size() {
        return all().size();
    }

    private static Outcome outcome(List<@Nullable Object> operands, @Nullable Object result) {
        if (result instanceof Failure failure) {
            boolean passedOn = failure.inherited() || operands.stream().anyMatch(Failure.class::isInstance);
            return passedOn ? Outcome.PASSED_ON : Outcome.FAILURE;
        }
        return result == null ? Outcome.NULL : Outcome.VALUE;
    }

    private static Set<String> all() {
        Set<String> all = new HashSet<>();
        FunctionLibrary.all().forEach(function -> function.signatures().forEach(signature -> addCells(signature, all)));
        for (Class<?> kind : TypedExpression.class.getPermittedSubclasses()) {
            if (!OF_WINDOWS.contains(kind)) {
                outcomes(kind).forEach(outcome -> all.add(cell(kind, outcome)));
            }
        }
        for (Type.Kind to : Type.Kind.values()) {
            for (Type.Kind from : ExpressionGenerator.castableTo(to)) {
                addCells(from, to, all);
            }
        }
        for (ReasonCode code : ReasonCode.values()) {
            if (!GIVEN_ELSEWHERE.contains(code)) {
                all.add(cell(code));
            }
        }
        return all;
    }

    private static void addCells(Signature signature, Set<String> all) {
        all.add(cell(signature, Outcome.VALUE));
        if (!signature.parameters().isEmpty()) {
            all.add(signature.id() + " given null");
        }
        if (!signature.strict()) {
            all.add(cell(signature, Outcome.PASSED_ON));
        }
        if (signature.nullable()) {
            all.add(cell(signature, Outcome.NULL));
        }
        if (signature.canFail() && !needsPathologicalText(signature)) {
            all.add(cell(signature, Outcome.FAILURE));
        }
    }

    /** Regular expressions fail only on texts that take them millions of steps, which the interpreter would take, too. */
    private static boolean needsPathologicalText(Signature signature) {
        return signature.function().startsWith("REGEXP_");
    }

    private static void addCells(Type.Kind from, Type.Kind to, Set<String> all) {
        all.add(cell(from, to, false, Outcome.VALUE));
        all.add(cell(from, to, false, Outcome.NULL));
        all.add(cell(from, to, true, Outcome.VALUE));
        boolean canFail = from == Type.Kind.STRING && to != Type.Kind.STRING;
        canFail |= to == Type.Kind.DECIMAL || (from == Type.Kind.DOUBLE && to == Type.Kind.LONG);
        if (canFail) {
            all.add(cell(from, to, false, Outcome.FAILURE));
            all.add(cell(from, to, true, Outcome.NULL));
        }
    }

    private static List<Outcome> outcomes(Class<?> kind) {
        List<Outcome> possible = new ArrayList<>(List.of(Outcome.values()));
        if (kind == TypedExpression.Constant.class) {
            possible.removeAll(List.of(Outcome.FAILURE, Outcome.PASSED_ON));
        } else if (kind == TypedExpression.ColumnRef.class || kind == TypedExpression.InSet.class) {
            possible.remove(Outcome.FAILURE);
        } else if (kind == TypedExpression.IsNull.class) {
            possible.remove(Outcome.NULL);
        }
        return possible;
    }

    private static String cell(Class<?> kind, Outcome outcome) {
        return kind.getSimpleName() + " " + outcome;
    }

    private static String cell(Signature signature, Outcome outcome) {
        return signature.id() + " " + outcome;
    }

    private static String cell(Type.Kind from, Type.Kind to, boolean tryCast, Outcome outcome) {
        return (tryCast ? "TRY_CAST " : "CAST ") + from + " to " + to + " " + outcome;
    }

    private static String cell(ReasonCode code) {
        return "reason " + code;
    }
}
