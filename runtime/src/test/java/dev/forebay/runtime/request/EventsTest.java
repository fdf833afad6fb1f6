package dev.forebay.runtime.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class EventsTest {

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void lines_moreThanAreAnswered_areRefusedBeforeTheRestIsLookedAt() throws Refusal {
        assertThat(Events.lines(bytes("1\n".repeat(Events.MOST)))).hasSize(Events.MOST);
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> Events.lines(bytes("1\n".repeat(Events.MOST + 1))));
        assertThat(new String(refusal.body(), StandardCharsets.UTF_8)).contains("too_many", "256");
    }

    @Test
    void elements_moreThanAreAnswered_areRefusedBeforeTheRestIsLookedAt() throws Refusal {
        assertThat(Events.elements(bytes("[1" + ",1".repeat(Events.MOST - 1) + "]")))
                .hasSize(Events.MOST);
        Refusal refusal = catchThrowableOfType(
                Refusal.class, () -> Events.elements(bytes("[1" + ",1".repeat(Events.MOST) + ", {never ends")));
        assertThat(new String(refusal.body(), StandardCharsets.UTF_8)).contains("too_many", "256");
    }
}
