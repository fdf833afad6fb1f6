package dev.forebay.plan.fitted;

import java.util.List;

/** The fitted state of one transformer. Immutable; equal when all bits are (a NaN equals a NaN). */
public sealed interface FittedState permits StandardScalerState {

    /** The transformer's name as scikit-learn has it. */
    String transformer();

    /** How many input columns it was fitted on; at least 1. */
    int features();

    /** The names of the columns it was fitted on, in order; empty where it was fitted without names. */
    List<String> featureNames();

    /** What fitted it, with its version, such as {@code scikit-learn 1.9.1}. */
    String producedBy();
}
