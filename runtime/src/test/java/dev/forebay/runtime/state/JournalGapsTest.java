package dev.forebay.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.forebay.runtime.failure.RunFailure;
import dev.forebay.runtime.journal.Counts;
import dev.forebay.runtime.journal.Instance;
import dev.forebay.runtime.journal.JournalRecord;
import dev.forebay.runtime.journal.SourceIdentity;
import dev.forebay.types.diagnostic.Diagnostic;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

public class JournalGapsTest {

    /** What is said of a journal that lost two commits in the middle. */
    public static Diagnostic failure() {
        return gap(commits(1, 2, 5), 0, 5).diagnostic();
    }

    @Test
    void commits_allThere_areGood() {
        assertThatNoException().isThrownBy(() -> JournalGaps.requireNone(commits(4, 5, 6), 3, 6));
        assertThatNoException().isThrownBy(() -> JournalGaps.requireNone(commits(), 3, 3));
    }

    @Test
    void commits_missingAnywhere_areNamed() {
        assertThat(gap(commits(5, 6), 3, 6).getMessage()).contains("no commit 4");
        assertThat(gap(commits(4, 7), 3, 7).getMessage()).contains("no commits 5 to 6");
        assertThat(gap(commits(4, 5), 3, 9).getMessage()).contains("no commits 6 to 9");
        assertThat(gap(commits(), 0, 2).getMessage()).contains("no commits 1 to 2");
    }

    private static RunFailure gap(List<JournalRecord> commits, long from, long to) {
        return catchThrowableOfType(RunFailure.class, () -> JournalGaps.requireNone(commits, from, to));
    }

    private static List<JournalRecord> commits(long... numbers) {
        return LongStream.of(numbers).mapToObj(JournalGapsTest::commit).toList();
    }

    private static JournalRecord commit(long number) {
        return new JournalRecord(
                JournalRecord.Kind.COMMIT,
                number,
                "payments",
                "d",
                new Instance("i", "scoring-1", "m", 1234, 2, 0),
                new SourceIdentity("c", "payments.in", "t"),
                0,
                List.of(),
                Counts.NONE,
                Counts.NONE,
                JournalRecord.NO_DIGEST,
                JournalRecord.NO_DIGEST,
                Map.of(),
                Map.of(),
                "",
                -1);
    }
}
