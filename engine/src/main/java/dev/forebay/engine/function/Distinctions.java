package dev.forebay.engine.function;

import static dev.forebay.engine.function.Loop.booleans;

import dev.forebay.plan.expression.TypedExpression.Call;
import dev.forebay.types.Type;
import dev.forebay.types.batch.Vector;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code IS_DISTINCT_FROM}: as {@code <>}, but null is a value like any other, so it is never null itself. */
final class Distinctions {
    private static final List<Type.Kind> KINDS = List.of(Type.Kind.values());

    private Distinctions() {}

    static void addTo(KernelTable table) {
        List<String> pairs = new ArrayList<>();
        KINDS.forEach(kind -> pairs.add(lower(kind) + "," + lower(kind)));
        pairs.add("long,double");
        pairs.add("double,long");
        for (String pair : pairs) {
            table.bound("IS_DISTINCT_FROM(" + pair + ")", call -> distinct(call, "<>(" + pair + ")"));
        }
    }

    private static String lower(Type.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static Loop distinct(Call call, String differ) {
        Loop values = Kernels.byId(differ).bind(call);
        return (in, out, rows) -> {
            byte[] x = in[0].state;
            byte[] y = in[1].state;
            boolean[] z = booleans(out);
            for (int i = 0; i < rows; i++) {
                out.state[i] = (byte) (x[i] | y[i]);
            }
            values.run(in, out, rows);
            for (int i = 0; i < rows; i++) {
                if (out.state[i] != Vector.VALID) {
                    z[i] = x[i] != y[i];
                    out.state[i] = Vector.VALID;
                }
            }
        };
    }
}
