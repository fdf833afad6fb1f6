package dev.forebay.testing.expression;

import dev.forebay.plan.function.Signature;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What every function means, by name; one interpretation covers all overloads of a name. */
final class Interpretations {
    private static final Map<String, Interpretation> BY_NAME = collect();

    private Interpretations() {}

    static Interpretation of(Signature signature) {
        Interpretation found = BY_NAME.get(signature.function());
        if (found == null) {
            throw new IllegalStateException("no interpretation of " + signature);
        }
        return found;
    }

    static Set<String> names() {
        return BY_NAME.keySet();
    }

    private static Map<String, Interpretation> collect() {
        Map<String, Interpretation> all = new HashMap<>();
        Comparison.register(all);
        Arithmetic.register(all);
        Rounding.register(all);
        RealFunctions.register(all);
        Choices.register(all);
        Texts.register(all);
        Matching.register(all);
        Calendar.register(all);
        TimeSpans.register(all);
        Places.register(all);
        Hashes.register(all);
        WebAddresses.register(all);
        IpAddresses.register(all);
        return Map.copyOf(all);
    }
}
