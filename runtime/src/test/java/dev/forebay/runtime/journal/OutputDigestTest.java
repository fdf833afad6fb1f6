package dev.forebay.runtime.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OutputDigestTest {

    @Test
    void sum_ofAnyHashes_isTheirSumModulo2To256() {
        Random random = new Random(5);
        OutputDigest digest = new OutputDigest();
        BigInteger expected = BigInteger.ZERO;
        for (int i = 0; i < 2_000; i++) {
            byte[] hash = new byte[OutputDigest.BYTES];
            random.nextBytes(hash);
            if (i % 10 == 0) {
                // Carries through all words.
                Arrays.fill(hash, (byte) 0xff);
            }
            digest.add(hash, 0);
            expected = expected.add(new BigInteger(1, hash));
        }
        assertThat(new BigInteger(digest.hex(), 16)).isEqualTo(expected.mod(BigInteger.ONE.shiftLeft(256)));
    }

    @Test
    void sum_inParts_isTheSame() {
        byte[] hash = OutputDigest.sha256().digest(new byte[] {1});
        OutputDigest whole = new OutputDigest();
        whole.add(hash, 0);
        whole.add(hash, 0);
        OutputDigest part = new OutputDigest();
        part.add(hash, 0);
        OutputDigest parts = new OutputDigest();
        parts.addHex(part.hex());
        parts.add(part);
        assertThat(parts.hex()).isEqualTo(whole.hex());
    }
}
