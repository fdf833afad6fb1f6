package dev.forebay.types.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class Utf8Test {
    /** Where the JDK's decoder stops; -1 where it does not. */
    private static int jdk(byte[] bytes, int from, int to) {
        ByteBuffer in = ByteBuffer.wrap(bytes, from, to - from);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(in, CharBuffer.allocate(to - from + 1), true);
        return result.isUnderflow() ? -1 : in.position();
    }

    @Test
    void firstIllFormed_randomBytes_isWhereTheJdkStops() {
        SplittableRandom random = new SplittableRandom(3629);
        for (int i = 0; i < 300_000; i++) {
            byte[] bytes = new byte[24];
            for (int at = 0; at < bytes.length; at++) {
                bytes[at] = (byte)
                        switch (random.nextInt(3)) {
                            case 0 -> 0x80 + random.nextInt(64);
                            case 1 -> 0xc0 + random.nextInt(64);
                            default -> random.nextInt(128);
                        };
            }
            int from = random.nextInt(8);
            int to = from + random.nextInt(bytes.length - from + 1);
            assertThat(Utf8.firstIllFormed(bytes, from, to)).isEqualTo(jdk(bytes, from, to));
        }
    }

    @Test
    void firstIllFormed_everyTwoAndThreeBytes_isWhereTheJdkStops() {
        byte[] bytes = new byte[4];
        for (int i = 0; i < 1 << 24; i++) {
            bytes[0] = (byte) (i >> 16 | 0x80);
            bytes[1] = (byte) (i >> 8);
            bytes[2] = (byte) i;
            // All second bytes matter, and of third bytes one of each kind.
            int kind = i & 0xff;
            if (kind == 0x41 || kind == 0x7f || kind == 0x80 || kind == 0xbf || kind == 0xc0) {
                int own = Utf8.firstIllFormed(bytes, 0, 3);
                if (own != jdk(bytes, 0, 3)) {
                    throw new AssertionError("%06x".formatted(i));
                }
            }
        }
    }
}
