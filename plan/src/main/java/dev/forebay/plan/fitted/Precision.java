package dev.forebay.plan.fitted;

/** The floating-point type in which scikit-learn computes: that of the values it is given. */
public enum Precision {
    FLOAT64,
    FLOAT32
}
