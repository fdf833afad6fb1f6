package dev.forebay.types.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class PowersOfTenTest {

    @Test
    void table_everyPower_isTheLeadingBitsCut() {
        for (int q = PowersOfTen.MIN; q <= PowersOfTen.MAX; q++) {
            BigInteger t = unsigned(PowersOfTen.HIGH[q - PowersOfTen.MIN])
                    .shiftLeft(64)
                    .add(unsigned(PowersOfTen.LOW[q - PowersOfTen.MIN]));
            assertThat(t.bitLength()).isEqualTo(128);
            // t * 2^e <= 10^q < (t + 1) * 2^e, both sides multiplied until they are whole.
            int e = PowersOfTen.floorLog2(q) - 127;
            BigInteger left = BigInteger.TEN.pow(Math.max(0, -q)).shiftLeft(Math.max(0, e));
            BigInteger right = BigInteger.TEN.pow(Math.max(0, q)).shiftLeft(Math.max(0, -e));
            assertThat(t.multiply(left)).as("10^%d", q).isLessThanOrEqualTo(right);
            assertThat(t.add(BigInteger.ONE).multiply(left)).as("10^%d", q).isGreaterThan(right);
        }
    }

    private static BigInteger unsigned(long value) {
        return new BigInteger(Long.toUnsignedString(value));
    }
}
