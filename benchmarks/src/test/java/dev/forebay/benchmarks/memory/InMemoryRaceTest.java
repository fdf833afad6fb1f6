package dev.forebay.benchmarks.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.benchmarks.events.GeneratedEvents;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class InMemoryRaceTest {

    @Test
    void w1_ofAFewEvents_givesEveryPassOnceAndRight() {
        assertThat(InMemoryRace.w1(new GeneratedEvents(3_000), Path.of("w1")).run(2, 1))
                .extracting(InMemoryRace.Pass::name, InMemoryRace.Pass::round)
                .doesNotHaveDuplicates()
                .hasSize(4);
    }

    @Test
    void w2_ofAFewEvents_givesEveryPassOnceAndRight() {
        assertThat(InMemoryRace.w2(new GeneratedEvents(30_000), Path.of("w2")).run(2, 1))
                .extracting(InMemoryRace.Pass::name, InMemoryRace.Pass::round)
                .doesNotHaveDuplicates()
                .hasSize(6);
    }
}
