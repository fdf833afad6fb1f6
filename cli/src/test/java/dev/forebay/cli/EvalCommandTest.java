package dev.forebay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EvalCommandTest {
    @Test
    void field_thatIsNull_isNoColumnAndTheAnswerSaysWhy() {
        CommandRun run = CommandRun.of("eval", "x + 1", "--row", "{\"x\": null}");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .contains("there are no columns here")
                .contains("fields without a type, as they are null or a list: x");
    }
}
