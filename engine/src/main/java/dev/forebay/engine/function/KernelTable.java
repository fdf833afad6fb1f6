package dev.forebay.engine.function;

import dev.forebay.plan.expression.TypedExpression.Call;
import dev.forebay.types.batch.ReasonCode;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** The kernels by the id of their signature, while the tables of the categories fill it. */
final class KernelTable {
    private final Map<String, Kernel> kernels = new HashMap<>();

    Map<String, Kernel> kernels() {
        return Map.copyOf(kernels);
    }

    /** A kernel without failures that keeps nothing. */
    void loop(String id, Loop loop) {
        bound(id, call -> loop);
    }

    /** A kernel without failures whose loop depends on the call. */
    void bound(String id, Function<Call, Loop> binder) {
        failingBound(id, ReasonCode.DOMAIN, id + " failed", binder);
    }

    void failing(String id, ReasonCode code, String failure, Loop loop) {
        failingBound(id, code, failure, call -> loop);
    }

    void failingBound(String id, ReasonCode code, String failure, Function<Call, Loop> binder) {
        if (kernels.put(id, new Kernel(id, code, failure, binder)) != null) {
            throw new IllegalStateException("two kernels for " + id);
        }
    }

    /** A kernel told row by row. */
    void rows(String id, RowFunction function) {
        bound(id, call -> new RowLoop(function, call.signature().strict()));
    }

    void failingRows(String id, ReasonCode code, String failure, RowFunction function) {
        failingBound(
                id,
                code,
                failure,
                call -> new RowLoop(function, call.signature().strict()));
    }

    /** A kernel told row by row by a function that depends on the call's constants. */
    void rowsBound(String id, Function<Call, RowFunction> binder) {
        bound(id, call -> new RowLoop(binder.apply(call), call.signature().strict()));
    }

    void failingRowsBound(String id, ReasonCode code, String failure, Function<Call, RowFunction> binder) {
        failingBound(
                id,
                code,
                failure,
                call -> new RowLoop(binder.apply(call), call.signature().strict()));
    }
}
