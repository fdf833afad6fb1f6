package dev.forebay.runtime.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private final Turns turns = new Turns();
    private final List<String> done = new ArrayList<>();

    private void look(long ticket, String name) {
        turns.look(ticket, () -> done.add(name));
    }

    private void turn(long ticket) throws InterruptedException {
        assertThat(turns.await(ticket)).isTrue();
        done.add("turn " + ticket);
        turns.done();
    }

    @Test
    void look_askedForWhileItIsNobodysTurn_isDoneBeforeTheTurnBehindIt() throws InterruptedException {
        turn(0);
        look(1, "look");
        turn(1);
        assertThat(done).containsExactly("turn 0", "look", "turn 1");
    }

    @Test
    void look_atALaterTicket_isDoneBetweenTheTurnsAroundIt() throws InterruptedException {
        look(2, "look");
        turn(0);
        turn(1);
        assertThat(done).containsExactly("turn 0", "turn 1", "look");
        turn(2);
        assertThat(done).endsWith("look", "turn 2");
    }

    @Test
    void look_askedForByALook_isDoneAtOnceWhereItIsDue() throws InterruptedException {
        turns.look(Long.MIN_VALUE, () -> {
            done.add("outer");
            look(turns.next(), "inner");
        });
        turn(0);
        assertThat(done).containsExactly("outer", "inner", "turn 0");
    }

    @Test
    void attend_whileItIsNobodysTurn_doesWhatIsDueAndNothingElse() {
        look(0, "due");
        look(1, "later");
        turns.attend();
        assertThat(done).containsExactly("due");
    }

    @Test
    void stop_beforeALook_letsNothingBeDone() throws InterruptedException {
        look(0, "look");
        turns.stop();
        turns.attend();
        assertThat(turns.await(0)).isFalse();
        assertThat(done).isEmpty();
    }
}
