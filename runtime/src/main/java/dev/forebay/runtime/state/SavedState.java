package dev.forebay.runtime.state;

import dev.forebay.engine.window.WindowState;
import dev.forebay.plan.Plan;
import dev.forebay.runtime.snapshot.Snapshot;
import dev.forebay.runtime.snapshot.SnapshotStore;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the windows of a pipeline knew at its newest snapshot, to be looked at. The pipeline may run meanwhile.
 *
 * @param snapshot which
 * @param windows on one lane
 */
public record SavedState(Snapshot snapshot, WindowState windows) {

    /** What there is in a state directory. */
    public record Found(Optional<SavedState> state, int files, boolean ofOtherWindows) {}

    /** Reads the newest snapshot that is of the plan's windows and whole. */
    public static Found newest(Plan plan, SnapshotStore store) throws IOException {
        StateKeeper keeper = new StateKeeper(plan, Duration.ZERO, 1, StateLimit.none());
        List<Snapshot> all = store.all();
        boolean ofOtherWindows = false;
        for (Snapshot snapshot : all) {
            if (!snapshot.signature().equals(keeper.signature())) {
                ofOtherWindows = true;
                continue;
            }
            Optional<List<Snapshot>> chain = store.chain(snapshot);
            if (chain.isPresent()) {
                keeper.restore(chain.get());
                return new Found(Optional.of(new SavedState(snapshot, keeper.windows())), all.size(), false);
            }
        }
        return new Found(Optional.empty(), all.size(), ofOtherWindows);
    }
}
