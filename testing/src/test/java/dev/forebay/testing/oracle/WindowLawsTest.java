package dev.forebay.testing.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.testing.ReferenceInterpreter;
import dev.forebay.testing.ReferenceResult;
import dev.forebay.testing.expression.EvaluationListener;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowLawsTest {
    @Test
    void coverage() {
        WindowCoverage coverage = new WindowCoverage();
        long n = 0, accepted = 0, computed = 0, late = 0, incomplete = 0;
        long start = System.nanoTime();
        for (long seed = 0; seed < 500; seed++) {
            WindowStreams s = WindowStreams.of(seed, 150);
            List<ReferenceResult> r = ReferenceInterpreter.processAll(s.plan(), s.events(), EvaluationListener.NONE);
            coverage.add(s.plan(), r);
            for (ReferenceResult x : r) {
                n++;
                accepted += x.isRejected() ? 0 : 1;
                computed += x.isComputed() ? 1 : 0;
                late += x.late() ? 1 : 0;
                incomplete += x.incomplete() ? 1 : 0;
            }
        }
        System.out.println("ms " + (System.nanoTime() - start) / 1e6 + " n " + n + " acc " + accepted + " comp " + computed + " late " + late + " inc " + incomplete + " of cells " + WindowCoverage.size());
        assertThat(coverage.missing()).isEmpty();
    }
}
