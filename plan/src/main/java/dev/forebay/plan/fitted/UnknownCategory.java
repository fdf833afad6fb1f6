package dev.forebay.plan.fitted;

/** What an encoder does with a category that it was not fitted on. */
public enum UnknownCategory {
    /** The row is refused. */
    ERROR,
    /** No place: zeros. */
    IGNORE,
    /** The place of the infrequent ones, or no place where there are none. */
    INFREQUENT_IF_EXIST,
    /** As {@link #INFREQUENT_IF_EXIST}; scikit-learn warns besides. */
    WARN
}
