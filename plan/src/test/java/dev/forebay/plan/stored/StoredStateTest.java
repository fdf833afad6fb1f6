package dev.forebay.plan.stored;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.plan.fitted.FittedState;
import dev.forebay.plan.fitted.FittedTransform;
import dev.forebay.plan.fitted.Precision;
import dev.forebay.plan.fitted.StandardScalerState;
import dev.forebay.types.diagnostic.Diagnostic;
import dev.forebay.types.diagnostic.SourceText;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StoredStateTest {
    private static final long SEED = 20261126;
    private static final int STATES = 3000;

    @Test
    void state_writtenAndRead_isEqualAndWritesTheSameBytes() {
        RandomStates states = new RandomStates(SEED);
        Set<Class<?>> seen = new HashSet<>();
        for (int i = 0; i < STATES; i++) {
            FittedTransform fitted = states.transform();
            String text = StoredState.write(fitted);
            StoredState.Read read = StoredState.read(new SourceText("state.json", text));
            assertThat(read.mistakes())
                    .as("state %s of seed %s: %s", i, SEED, text)
                    .isEmpty();
            assertThat(read.fitted()).isEqualTo(fitted);
            assertThat(StoredState.write(Objects.requireNonNull(read.fitted()))).isEqualTo(text);
            seen.add(fitted.state().getClass());
        }
        assertThat(seen).hasSameSizeAs(FittedState.class.getPermittedSubclasses());
    }

    @Test
    void states_thatDiffer_writeDifferentBytes() {
        RandomStates states = new RandomStates(SEED + 1);
        for (int i = 0; i < STATES; i++) {
            FittedTransform one = states.transform();
            FittedTransform other = states.transform();
            assertThat(StoredState.write(one).equals(StoredState.write(other))).isEqualTo(one.equals(other));
        }
    }

    @Test
    void scaler_written_isReadable() {
        FittedTransform scaler = new FittedTransform(
                new StandardScalerState(2, true, true, List.of(0.1, Double.NaN), null, List.of(1.0, 2.5e-7)),
                List.of("amount", "hour"),
                Precision.FLOAT64,
                "scikit-learn 1.9.1");
        assertThat(StoredState.write(scaler)).isEqualTo("""
                        {
                          "forebay_fitted": 1,
                          "produced_by": "scikit-learn 1.9.1",
                          "precision": "float64",
                          "columns": ["amount", "hour"],
                          "state": {
                            "transformer": "StandardScaler",
                            "features": 2,
                            "with_mean": true,
                            "with_std": true,
                            "mean": [0.1, "nan"],
                            "var": null,
                            "scale": [1.0, 2.5e-07]
                          }
                        }
                        """);
    }

    @Test
    void text_damagedAnywhere_isReadOrToldWithItsPlace() {
        RandomStates states = new RandomStates(SEED + 2);
        Random random = new Random(SEED);
        int refused = 0;
        for (int i = 0; i < STATES; i++) {
            String text = damaged(StoredState.write(states.transform()), random);
            StoredState.Read read = StoredState.read(new SourceText("state.json", text));
            assertThat(read.fitted() == null).isEqualTo(!read.mistakes().isEmpty());
            for (Diagnostic mistake : read.mistakes()) {
                assertThat(mistake.span()).isNotNull();
                assertThat(mistake.toString()).startsWith("state.json:");
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(STATES / 2);
    }

    private static String damaged(String text, Random random) {
        int at = random.nextInt(text.length());
        return switch (random.nextInt(4)) {
            case 0 -> text.substring(0, at);
            case 1 -> text.substring(0, at) + text.substring(Math.min(text.length(), at + 1 + random.nextInt(30)));
            case 2 -> text.substring(0, at) + (char) random.nextInt(128) + text.substring(at + 1);
            default -> text.substring(0, at) + "[".repeat(1 + random.nextInt(200)) + text.substring(at);
        };
    }
}
