package dev.forebay.runtime.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.types.batch.EventBatch;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class PositionHeaderTest {
    private static final String DIGEST = "0123456789abcdef".repeat(4);

    private final PositionHeader header = new PositionHeader(DIGEST);

    private String written(int partition, long offset, int flags) {
        int length = header.prepare(partition, offset, (byte) flags);
        return HexFormat.of().formatHex(Arrays.copyOf(header.bytes(), length));
    }

    @Test
    void header_ofAnEventInTime_isVersionOneWithoutFlags() {
        assertThat(written(3, 300, 0)).isEqualTo("01" + "0123456789abcdef" + "03" + "ac02");
    }

    @Test
    void header_ofALateOrIncompleteEvent_isVersionTwoWithAByteOfFlags() {
        assertThat(written(3, 300, EventBatch.LATE)).isEqualTo("02" + "0123456789abcdef" + "03" + "ac02" + "01");
        assertThat(written(0, 0, EventBatch.LATE | EventBatch.INCOMPLETE))
                .isEqualTo("02" + "0123456789abcdef" + "00" + "00" + "03");
    }

    @Test
    void header_afterOneWithFlags_isVersionOneAgain() {
        written(3, 300, EventBatch.INCOMPLETE);

        assertThat(written(Integer.MAX_VALUE, Long.MAX_VALUE, 0))
                .startsWith("01" + "0123456789abcdef")
                .hasSize(2 * (1 + 8 + 5 + 9));
        assertThat(written(Integer.MAX_VALUE, Long.MAX_VALUE, EventBatch.LATE)).hasSize(2 * (1 + 8 + 5 + 9 + 1));
    }
}
