package dev.forebay.benchmarks.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.benchmarks.events.GeneratedEvents;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class InMemoryRaceTest {

    @Test
    void race_ofAFewEvents_givesEveryPassOnceAndRight() {
        InMemoryRace race = new InMemoryRace(new GeneratedEvents(3_000), Path.of("w1"));
        assertThat(race.run(2))
                .extracting(InMemoryRace.Pass::name, InMemoryRace.Pass::round)
                .doesNotHaveDuplicates()
                .hasSizeGreaterThanOrEqualTo(2);
    }
}
