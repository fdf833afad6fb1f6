package dev.forebay.benchmarks.w2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HistoryTest {

    private static final long HOUR = 3_600_000L;

    private final Random random = new Random(7);
    private final WindowSums sums = new WindowSums();
    private final double[] found = new double[VectorColumns.OF_CUSTOMER];
    private final double[] expected = new double[VectorColumns.OF_CUSTOMER];

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 40})
    void add_withEventsUpToSoManyDaysLate_isTheSumOverAll(int days) throws IOException {
        History history = History.ofCustomer();
        byte[] packed = null;
        long now = 1_000 * VectorColumns.DAY;
        for (int i = 0; i < 3_000; i++) {
            now += random.nextInt(30) * HOUR;
            Payment payment = payment(now - (days == 0 ? 0 : random.nextInt(24 * days) * HOUR));

            long horizon = now - days * VectorColumns.DAY;
            history.add(payment.timeMillis, History.cents(payment.amount), horizon, found, 0);

            PackedPayments all = PackedPayments.of(packed);
            all.sums(sums, payment, true).ofCustomer(expected, 0);
            packed = all.with(payment, 0);
            compare();
            history = i % 100 == 0 ? history.copy() : i % 100 == 50 ? reread(history) : history;
        }
    }

    @Test
    void add_equalAmounts_haveNoDeviation() {
        History history = History.ofCustomer();
        for (int i = 0; i < 100; i++) {
            history.add(i * HOUR, 4_999_999, i * HOUR, found, 0);
        }
        assertThat(found[3 * VectorColumns.WINDOWS + 2]).isZero();
        assertThat(found[4 * VectorColumns.WINDOWS]).isEqualTo(49_999.99);
    }

    @Test
    void cents_ofMoreThanTwoDecimals_areRefused() {
        assertThat(History.cents(57.16)).isEqualTo(5716);
        assertThatThrownBy(() -> History.cents(0.001)).isInstanceOf(IllegalArgumentException.class);
    }

    private Payment payment(long time) {
        Payment payment = new Payment();
        payment.timeMillis = time;
        payment.amount = random.nextInt(100_000) / 100.0;
        return payment;
    }

    private void compare() {
        for (int i = 0; i < VectorColumns.OF_CUSTOMER - 1; i++) {
            assertThat(found[i]).as("number %d", i).isCloseTo(expected[i], within(1e-9 * Math.max(1, expected[i])));
        }
    }

    private static History reread(History history) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        history.write(new DataOutputStream(bytes));
        return History.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    }
}
