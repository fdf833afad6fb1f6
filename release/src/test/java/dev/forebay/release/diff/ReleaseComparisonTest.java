package dev.forebay.release.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.release.Plans;
import dev.forebay.release.artefact.Release;
import dev.forebay.release.diff.ReleaseDiff.Cause;
import dev.forebay.release.diff.ReleaseDiff.ChangedColumn;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReleaseComparisonTest {
    private static Release release(String definition, String hours) {
        Map<String, byte[]> fitted = Map.of(
                "amounts", "{}".getBytes(StandardCharsets.UTF_8), "hours", hours.getBytes(StandardCharsets.UTF_8));
        return Release.of(Plans.of(definition), fitted, null, definition);
    }

    private static ReleaseDiff diff(String written, String instead) {
        assertThat(Plans.FRAUD).contains(written);
        return ReleaseComparison.of(release(Plans.FRAUD, "{}"), release(Plans.FRAUD.replace(written, instead), "{}"));
    }

    @Test
    void releases_thatMeanTheSame_areTheSame() {
        ReleaseDiff diff = diff("topic: transactions", "topic: others");

        assertThat(diff.isSame()).isTrue();
        assertThat(diff.stateNew()).isEmpty();
        assertThat(diff.stateKept()).hasSize(3);
    }

    @Test
    void expression_changed_isTheCauseAndDownstreamIsAnInput() {
        ReleaseDiff diff = diff("HOUR(at)", "HOUR(at) + 1");

        assertThat(diff.changed())
                .containsExactly(
                        new ChangedColumn("hour", Cause.EXPRESSION, "HOUR(at)", "HOUR(at) + 1", List.of()),
                        new ChangedColumn(
                                "hour_scaled",
                                Cause.INPUT,
                                "StandardScaler of hour",
                                "StandardScaler of hour",
                                List.of("hour")));
        assertThat(diff.stateKept()).hasSize(3);
        assertThat(diff.vector()).isEqualTo(ReleaseDiff.Vector.SAME);
    }

    @Test
    void fittedState_changed_isTheCause() {
        ReleaseDiff diff = ReleaseComparison.of(release(Plans.FRAUD, "{}"), release(Plans.FRAUD, "{1}"));

        assertThat(diff.changed()).extracting(ChangedColumn::name).containsExactly("hour_scaled");
        assertThat(diff.changed()).extracting(ChangedColumn::cause).containsExactly(Cause.FITTED_STATE);
    }

    @Test
    void acceptance_changed_rebuildsAllState() {
        ReleaseDiff diff = diff("amount < 50000", "amount < 40000");

        assertThat(diff.acceptanceChanged()).isTrue();
        assertThat(diff.changed()).extracting(ChangedColumn::cause).containsOnly(Cause.WINDOW);
        assertThat(diff.stateKept()).isEmpty();
        assertThat(diff.stateNew()).hasSize(3);
        assertThat(diff.stateDropped()).hasSize(3);
    }

    @Test
    void window_added_keepsTheStateOfTheOthers() {
        ReleaseDiff diff = diff("last: [1d, 7d]", "last: [1d, 7d, 30d]");

        assertThat(diff.added()).containsExactly("tx_30d");
        assertThat(diff.changed()).isEmpty();
        assertThat(diff.stateKept()).hasSize(3);
        assertThat(diff.stateNew()).containsExactly("COUNT(*) OVER recent_30d");
        assertThat(diff.vector()).isEqualTo(ReleaseDiff.Vector.BREAKING);
    }

    @Test
    void vector_withMoreBehind_isExtended() {
        assertThat(diff("tx, usual]", "tx, usual, amount]").vector()).isEqualTo(ReleaseDiff.Vector.EXTENDED);
        assertThat(diff("tx, usual]", "usual, tx]").vector()).isEqualTo(ReleaseDiff.Vector.BREAKING);
    }

    @Test
    void column_removed_isNamed() {
        ReleaseDiff diff = diff(", usual]", "]");

        assertThat(diff.removed()).isEmpty();
        assertThat(diff.vector()).isEqualTo(ReleaseDiff.Vector.BREAKING);
    }
}
