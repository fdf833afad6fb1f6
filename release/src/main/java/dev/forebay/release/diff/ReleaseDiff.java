package dev.forebay.release.diff;

import java.util.List;

/**
 * How one release differs from another in what it is made of, by digests: nothing is run.
 *
 * @param added columns that only the second has, ascending
 * @param removed columns that only the first has, ascending
 * @param changed columns of both that are computed otherwise, ascending by name
 * @param acceptanceChanged whether other events are accepted
 * @param timeChanged whether events are processed in another order or by another time
 * @param semanticsChanged whether the engine's semantics are of another version
 * @param vector what became of the model's input
 * @param stateKept aggregates of the second whose state in windows is that of the first, as SQL, ascending
 * @param stateNew aggregates of the second whose state must be built, as SQL, ascending
 * @param stateDropped aggregates of the first whose state nothing needs any more, as SQL, ascending
 */
public record ReleaseDiff(
        List<String> added,
        List<String> removed,
        List<ChangedColumn> changed,
        boolean acceptanceChanged,
        boolean timeChanged,
        boolean semanticsChanged,
        Vector vector,
        List<String> stateKept,
        List<String> stateNew,
        List<String> stateDropped) {

    /** What became of the model's input. */
    public enum Vector {
        /** The same names and types in the same order. */
        SAME,
        /** Columns were only added behind the others: a model that reads by name or takes the first ones still can. */
        EXTENDED,
        /** A model of the first cannot be fed by the second. */
        BREAKING
    }

    /** Why a column is computed otherwise. */
    public enum Cause {
        /** Its own expression, or its field's declaration. */
        EXPRESSION,
        /** What its transformer learned. */
        FITTED_STATE,
        /** A window that it looks over, or which events are accepted, or their order. */
        WINDOW,
        /** A column that it reads. */
        INPUT,
        /** The version of the engine's semantics. */
        SEMANTICS
    }

    /**
     * A column that is computed otherwise.
     *
     * @param cause the nearest one
     * @param before as SQL, or what it is
     * @param after as SQL, or what it is
     * @param inputs the columns that it reads and that changed, ascending
     */
    public record ChangedColumn(String name, Cause cause, String before, String after, List<String> inputs) {
        public ChangedColumn {
            inputs = List.copyOf(inputs);
        }
    }

    public ReleaseDiff {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
        changed = List.copyOf(changed);
        stateKept = List.copyOf(stateKept);
        stateNew = List.copyOf(stateNew);
        stateDropped = List.copyOf(stateDropped);
    }

    /** Whether both do the same. */
    public boolean isSame() {
        return added.isEmpty()
                && removed.isEmpty()
                && changed.isEmpty()
                && !acceptanceChanged
                && !timeChanged
                && !semanticsChanged
                && vector == Vector.SAME;
    }
}
