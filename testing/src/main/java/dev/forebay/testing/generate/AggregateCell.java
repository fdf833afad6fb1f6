package dev.forebay.testing.generate;

import dev.forebay.plan.window.AggregateFunction;
import dev.forebay.types.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An aggregate, what it is of, and what it is over.
 *
 * @param argument the kind of its argument; null for {@code COUNT(*)}
 */
public record AggregateCell(AggregateFunction function, Type.@Nullable Kind argument, WindowKind window) {

    /** Every combination that there is. */
    public static final List<AggregateCell> ALL = all();

    private static List<AggregateCell> all() {
        List<AggregateCell> all = new ArrayList<>();
        for (WindowKind window : WindowKind.values()) {
            all.add(new AggregateCell(AggregateFunction.COUNT, null, window));
            for (AggregateFunction function : AggregateFunction.values()) {
                for (Type.Kind kind : Type.Kind.values()) {
                    if (function.result(some(kind)).isPresent()) {
                        all.add(new AggregateCell(function, kind, window));
                    }
                }
            }
        }
        return List.copyOf(all);
    }

    private static Type some(Type.Kind kind) {
        return kind == Type.Kind.DECIMAL ? Type.decimal(9, 2) : new Type(kind, 0, 0);
    }
}
