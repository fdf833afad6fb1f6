package dev.forebay.release.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.forebay.release.Plans;
import dev.forebay.release.artefact.Release;
import dev.forebay.release.contract.OutputContract.Column;
import dev.forebay.release.diagnostic.ReleaseCode;
import dev.forebay.release.diagnostic.ReleaseRefusal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContractGateTest {
    private static final Map<String, byte[]> FITTED = Map.of("amounts", new byte[] {1}, "hours", new byte[] {2});

    private static Release release(String definition, Map<String, byte[]> fitted) {
        return Release.of(Plans.of(definition), fitted, null, definition);
    }

    private static List<String> differences(String definition, Map<String, byte[]> fitted) {
        return ContractGate.differences(
                OutputContract.of(release(Plans.FRAUD, FITTED)), OutputContract.of(release(definition, fitted)));
    }

    private static List<String> differences(String written, String instead) {
        assertThat(Plans.FRAUD).contains(written);
        return differences(Plans.FRAUD.replace(written, instead), FITTED);
    }

    @Test
    void contract_writtenAndRead_isTheSame() throws ReleaseRefusal {
        OutputContract contract = OutputContract.of(release(Plans.FRAUD, FITTED));

        OutputContract read = ContractText.read(new String(contract.bytes(), StandardCharsets.UTF_8), "it");

        assertThat(read).isEqualTo(contract);
        assertThat(read.vector()).extracting(Column::name).contains("amount_scaled", "usual");
        assertThat(read.fitted()).containsOnlyKeys("amounts", "hours");
    }

    @Test
    void release_thatMeansTheSame_fits() {
        assertThat(differences(Plans.FRAUD + "# a comment\n", FITTED)).isEmpty();
        assertThat(differences("topic: transactions", "topic: payments")).isEmpty();
        assertThat(differences("keep: [id]", "keep: [id, customer]")).isEmpty();
    }

    @Test
    void columns_addedRemovedOrReordered_areSpelledOut() {
        assertThat(differences("tx, usual]", "tx]"))
                .containsExactly("it was given 6 columns an event, and gets 5 columns", "'usual' is missing");
        assertThat(differences("tx, usual]", "tx, usual, amount]"))
                .containsExactly("it was given 6 columns an event, and gets 7 columns", "'amount' is new to it");
        assertThat(differences("hours, tx, usual]", "hours, usual, tx]"))
                .containsExactly("the order is another: place 4 was 'tx_1d', and is 'usual'");
    }

    @Test
    void column_ofAnotherTypeOrExpression_isSpelledOut() {
        assertThat(differences("usual: amount / AVG(amount) OVER recent_7d", "usual: HOUR(at)"))
                .containsExactly("'usual' was a double, and is a long");
        assertThat(differences("usual: amount / AVG(amount)", "usual: amount / MAX(amount)"))
                .singleElement()
                .asString()
                .startsWith("'usual' is computed otherwise: ");
    }

    @Test
    void fittedState_thatIsAnother_isSpelledOut() {
        assertThat(differences(Plans.FRAUD, Map.of("amounts", new byte[] {1}, "hours", new byte[] {3})))
                .hasSize(2)
                .anyMatch(difference -> difference.startsWith("'hour_scaled' is computed otherwise"))
                .anyMatch(difference -> difference.startsWith("the fitted state of 'hours' is another"));
    }

    @Test
    void contract_withNamesAndTypesOnly_asksForThose() throws ReleaseRefusal {
        OutputContract now = OutputContract.of(release(Plans.FRAUD, FITTED));
        OutputContract validated = ContractText.read(
                "{\"forebay_contract\": 1, \"vector\": [{\"name\": \"tx_1d\", \"type\": \"double\"}]}", "it");

        assertThat(ContractGate.differences(validated, now)).contains("'tx_1d' was a double, and is a long");
        assertThat(ContractGate.differences(validated, now)).noneMatch(one -> one.contains("computed otherwise"));
    }

    @Test
    void answer_ofAnotherVersion_isADifference_ofNoneNamedNot() throws ReleaseRefusal {
        OutputContract contract =
                ContractText.read("{\"forebay_contract\": 1, \"model_version\": \"7\", \"vector\": []}", "it");

        assertThat(ContractGate.answerDifference(contract, "7")).isEmpty();
        assertThat(ContractGate.answerDifference(contract, "8"))
                .contains("the model was validated in version '7', and version '8' answered");
        assertThat(ContractGate.answerDifference(OutputContract.of(release(Plans.FRAUD, FITTED)), "8"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{}",
                "{\"forebay_contract\": 2, \"vector\": []}",
                "{\"forebay_contract\": 1}",
                "{\"forebay_contract\": 1, \"vector\": [3]}",
                "{\"forebay_contract\": 1, \"vector\": [{\"name\": 3, \"type\": \"long\"}]}",
                "{\"forebay_contract\": 1, \"vector\": [{\"name\": \"a\"}]}",
                "{\"forebay_contract\": 1, \"vector\": [], \"fitted\": {\"a\": 1}}",
                "{\"forebay_contract\": 1, \"vector\": [], \"shape\": 3}"
            })
    void contract_thatIsNone_isRefused(String text) {
        ReleaseRefusal refusal = catchThrowableOfType(ReleaseRefusal.class, () -> ContractText.read(text, "it"));

        assertThat(refusal).isNotNull();
        assertThat(refusal.diagnostic().code()).isEqualTo(ReleaseCode.CONTRACT_UNREADABLE);
    }
}
