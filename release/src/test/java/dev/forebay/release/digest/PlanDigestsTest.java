package dev.forebay.release.digest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.release.Plans;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanDigestsTest {
    private static final Map<String, Digest> FITTED = Map.of("amounts", Digest.of("a"), "hours", Digest.of("b"));

    private static Map<String, Digest> columns(String definition) {
        return PlanDigests.of(Plans.of(definition), FITTED).columns();
    }

    private static Set<String> changed(Map<String, Digest> before, Map<String, Digest> after) {
        Set<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        names.removeIf(name -> before.containsKey(name) && before.get(name).equals(after.get(name)));
        return names;
    }

    private static Set<String> changedBy(String written, String instead) {
        assertThat(Plans.FRAUD).contains(written);
        return changed(columns(Plans.FRAUD), columns(Plans.FRAUD.replace(written, instead)));
    }

    @Test
    void columns_ofTheSameText_areTheSame() {
        assertThat(columns(Plans.FRAUD)).isEqualTo(columns(Plans.FRAUD)).hasSize(13);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "topic: transactions | topic: other",
                "localhost:9092 | elsewhere:9092",
                "LOG1P(amount) | log1p( amount )",
                "lateness: 1h | lateness: 60m",
                "{columns: [hour], steps: [StandardScaler] | {steps: [StandardScaler], columns: [hour]",
            })
    void columns_ofADefinitionThatMeansTheSame_areTheSame(String written, String instead) {
        assertThat(changedBy(written, instead)).isEmpty();
    }

    @Test
    void columns_inAnotherOrder_areTheSame() {
        String lines = "  amount_log: LOG1P(amount)\n  hour: HOUR(at)\n";

        assertThat(changedBy(lines, "  hour: HOUR(at)\n  amount_log: LOG1P(amount)\n"))
                .isEmpty();
    }

    @Test
    void expression_changed_changesItselfAndWhatIsMadeOfIt() {
        assertThat(changedBy("HOUR(at)", "HOUR(at) + 1")).containsExactly("hour", "hour_scaled");
    }

    @Test
    void fittedState_changed_changesTheColumnsOfItsGroupAndNoOther() {
        Map<String, Digest> other = PlanDigests.of(
                        Plans.of(Plans.FRAUD), Map.of("amounts", Digest.of("a"), "hours", Digest.of("c")))
                .columns();

        assertThat(changed(columns(Plans.FRAUD), other)).containsExactly("hour_scaled");
    }

    @Test
    void window_changed_changesWhatLooksOverIt() {
        assertThat(changedBy("last: [1d, 7d]", "last: {1d: 2d, 7d: 7d}")).containsExactly("tx_1d");
    }

    @Test
    void windowAndColumn_calledOtherwise_keepTheirDigests() {
        Map<String, Digest> before = columns(Plans.FRAUD);
        Map<String, Digest> after =
                columns(Plans.FRAUD.replace("recent", "lately").replace("usual", "ordinary"));

        assertThat(after.get("ordinary")).isEqualTo(before.get("usual"));
        assertThat(after.get("tx_1d")).isEqualTo(before.get("tx_1d"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "amount < 50000 | amount < 40000",
                "min: 0 | min: 1",
                "in: [pos, web] | in: [pos, web, app]",
                "lateness: 1h | lateness: 2h",
                "id: id, | id: id, future: 5m,",
                "id: id, | id: id, order: time,",
                "id: id, | 'id: id, duplicates: {reject: {within: 1d}},'",
            })
    void acceptanceOrOrder_changed_changesEveryWindowAndNoRowLevelColumn(String written, String instead) {
        assertThat(changedBy(written, instead)).containsExactly("tx_1d", "tx_7d", "usual");
    }

    @Test
    void check_thatOnlyWarns_changesNothing() {
        Map<String, Digest> before = columns(Plans.FRAUD);
        Map<String, Digest> after = columns(Plans.FRAUD.replace(
                "  plausible: amount < 50000",
                "  plausible: amount < 50000\n  usual_channel: {expect: channel = 'pos', otherwise: warn}"));

        assertThat(changed(before, after)).isEmpty();
    }

    @Test
    void field_ofAnotherType_changesItselfAndWhatReadsIt() {
        assertThat(changedBy("amount: {type: double, min: 0}", "amount: {type: long, min: 0}"))
                .contains("amount", "amount_log", "amount_scaled", "tx_1d")
                .doesNotContain("hour", "hour_scaled", "channel");
    }

    @Test
    void constantsOfDifferentBits_areDifferent() {
        assertThat(changedBy("HOUR(at)", "CAST(HOUR(at) AS double) * -0.0"))
                .isEqualTo(changedBy("HOUR(at)", "CAST(HOUR(at) AS double) * 0.0"));
        Map<String, Digest> minus = columns(Plans.FRAUD.replace("HOUR(at)", "amount * CAST('-0.0' AS double)"));
        Map<String, Digest> plus = columns(Plans.FRAUD.replace("HOUR(at)", "amount * CAST('0.0' AS double)"));
        assertThat(minus.get("hour")).isNotEqualTo(plus.get("hour"));
    }
}
