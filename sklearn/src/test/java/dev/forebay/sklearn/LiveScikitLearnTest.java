package dev.forebay.sklearn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.forebay.plan.fitted.StandardScalerState;
import dev.forebay.sklearn.FittedStateReader.Loaded;
import dev.forebay.sklearn.FittedStateReader.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Scalers at random, fitted by the scikit-learn of this machine, against what is read of their files. Skipped where the
 * Python of {@code FOREBAY_PYTHON} (or {@code python3}) has no scikit-learn.
 */
class LiveScikitLearnTest {
    private static final String PYTHON =
            Optional.ofNullable(System.getenv("FOREBAY_PYTHON")).orElse("python3");
    private static final int SCALERS = 100;
    private static final int SEED = 20261122;

    @Test
    void scalersFittedAtRandom_giveTheirStateAndTheirBits(@TempDir Path directory)
            throws IOException, InterruptedException {
        assumeTrue(
                succeeds("-c", "import sklearn, joblib, numpy, scipy"),
                PYTHON + " has no scikit-learn; FOREBAY_PYTHON may name one that has");
        String script = Path.of("..", "python", "make_sklearn_fixtures.py").toString();
        assertThat(succeeds("-W", "ignore", script, "random", directory.toString(), "" + SCALERS, "" + SEED))
                .isTrue();

        List<Path> files = Fixtures.like(directory, "random-", ".pkl");
        assertThat(files).hasSize(SCALERS);
        for (Path file : files) {
            Expected expected = new Expected(Fixtures.expectedOf(file));
            Result result = new FittedStateReader().read(file);
            assertThat(result).as("%s of seed %s", file.getFileName(), SEED).isInstanceOf(Loaded.class);
            StandardScalerState state =
                    (StandardScalerState) ((Loaded) result).fitted().state();
            assertThat(state).isEqualTo(expected.state());
            expected.assertSameTransform(state);
        }
    }

    private static boolean succeeds(String... arguments) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of(PYTHON));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                return false;
            }
            return process.exitValue() == 0;
        } catch (IOException e) {
            // There is no such program.
            return false;
        }
    }
}
