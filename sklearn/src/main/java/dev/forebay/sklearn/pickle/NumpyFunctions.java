package dev.forebay.sklearn.pickle;

import dev.forebay.plan.fitted.NumpyFunction;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** The functions of numpy that a file may name, by exact module and name. */
final class NumpyFunctions {
    private static final Set<String> MODULES =
            Set.of("numpy", "numpy._core._multiarray_umath", "numpy.core._multiarray_umath");

    private static final Set<String> NAMES =
            Arrays.stream(NumpyFunction.values()).map(NumpyFunction::numpyName).collect(Collectors.toUnmodifiableSet());

    private NumpyFunctions() {}

    static boolean isOne(String module, String name) {
        return MODULES.contains(module) && NAMES.contains(name);
    }
}
