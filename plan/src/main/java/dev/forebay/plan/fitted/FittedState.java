package dev.forebay.plan.fitted;

import java.util.List;

/** The fitted state of one transformer. Immutable. */
public sealed interface FittedState permits StandardScalerState {

    /** The transformer's name as scikit-learn has it. */
    String transformer();

    /** How many input columns it was fitted on. */
    int features();

    /** The names of the columns it was fitted on, in order; empty where it was fitted without names. */
    List<String> featureNames();
}
