package dev.forebay.plan.fitted;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The functions of numpy that a {@code FunctionTransformer} may have. */
public enum NumpyFunction {
    ABSOLUTE,
    CBRT,
    CEIL,
    COS,
    EXP,
    EXPM1,
    FLOOR,
    LOG,
    LOG10,
    LOG1P,
    LOG2,
    NEGATIVE,
    RECIPROCAL,
    RINT,
    SIGN,
    SIN,
    SQRT,
    SQUARE,
    TAN,
    TANH,
    TRUNC;

    /** The name in numpy, such as {@code log1p}. */
    public String numpyName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The function that numpy calls {@code name}; {@code abs} is {@code absolute}. */
    public static Optional<NumpyFunction> named(String name) {
        String sought = name.equals("abs") ? "absolute" : name;
        return Arrays.stream(values()).filter(f -> f.numpyName().equals(sought)).findFirst();
    }
}
