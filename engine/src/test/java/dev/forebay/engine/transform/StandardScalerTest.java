package dev.forebay.engine.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.engine.Rows;
import dev.forebay.plan.fitted.StandardScalerState;
import dev.forebay.types.batch.DoubleVector;
import dev.forebay.types.batch.Vector;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** scikit-learn's arithmetic on its edges. Expected values are those of scikit-learn 1.9.1. */
class StandardScalerTest {

    private static @Nullable Object scale(boolean withMean, boolean withStd, double mean, double scale, double value) {
        StandardScalerState state = new StandardScalerState(1, withMean, withStd, List.of(mean), List.of(scale));
        DoubleVector input = new DoubleVector(1);
        DoubleVector output = new DoubleVector(1);
        input.values[0] = value;
        new StandardScaler(state, 0, false, false, input, output).run(1);
        return Rows.get(output, 0);
    }

    @Test
    void run_constantColumn_isNotQuiteZero() {
        assertThat(scale(true, true, 0.10000000000000002, 1.0, 0.1)).isEqualTo(-1.3877787807814457e-17);
    }

    @Test
    void run_eachStep_isRoundedOnce() {
        assertThat(scale(true, true, 0.1, 3.0, 0.7)).isEqualTo((0.7 - 0.1) / 3.0);
        assertThat(scale(false, true, 0.1, 3.0, 0.7)).isEqualTo(0.7 / 3.0);
        assertThat(scale(true, false, 0.1, 3.0, 0.7)).isEqualTo(0.7 - 0.1);
        assertThat(scale(false, false, 0.1, 3.0, 0.7)).isEqualTo(0.7);
    }

    @Test
    void run_flagsOff_doesNotUseWhatIsStored() {
        assertThat(scale(false, false, Double.NaN, Double.NaN, 1.5)).isEqualTo(1.5);
    }

    @Test
    void run_nanAndNegativeZero_passThrough() {
        assertThat(scale(true, true, 1.0, 2.0, Double.NaN)).isEqualTo(Double.NaN);
        assertThat(scale(false, true, 0.0, 2.0, -0.0)).isEqualTo(-0.0);
        assertThat(scale(true, true, Double.NaN, Double.NaN, 1.0)).isEqualTo(Double.NaN);
    }

    @Test
    void run_infinity_isRefusedWhateverTheFlags() {
        assertThat(scale(true, true, 1.0, 2.0, Double.POSITIVE_INFINITY)).isEqualTo("error");
        assertThat(scale(false, false, 1.0, 2.0, Double.NEGATIVE_INFINITY)).isEqualTo("error");
    }

    @Test
    void run_finiteInputThatOverflows_isAnInfinity() {
        assertThat(scale(false, true, 0.0, 0.5, 1.7e308)).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void run_nullAndError_stayWhatTheyAre() {
        StandardScalerState state = new StandardScalerState(1, true, true, List.of(0.0), List.of(1.0));
        DoubleVector input = new DoubleVector(2);
        DoubleVector output = new DoubleVector(2);
        input.values[0] = Double.POSITIVE_INFINITY;
        input.state[0] = Vector.NULL;
        input.state[1] = Vector.ERROR;

        new StandardScaler(state, 0, false, false, input, output).run(2);

        assertThat(Rows.get(output, 0)).isNull();
        assertThat(Rows.get(output, 1)).isEqualTo("error");
    }
}
