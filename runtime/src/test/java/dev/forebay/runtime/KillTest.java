package dev.forebay.runtime;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} at random moments: what readers of committed records see is what an undisturbed run writes. */
class KillTest {
    private static final String DEFINITION =
            TestPipeline.DEFINITION.replace("lateness: 1h}", "lateness: 1h, duplicates: {reject: {within: 24h}}}");
    private static final int EVENTS_A_ROUND = 400;

    @TempDir
    Path directory;

    @Test
    void run_killedSomeTimes_writesWhatAnUndisturbedRunWrites() throws Exception {
        ids().killAndCompare(6, 20261122);
    }

    @Test
    @Tag("stress")
    void run_killedTwoHundredTimes_writesWhatAnUndisturbedRunWrites() throws Exception {
        ids().killAndCompare(200, 20261123);
    }

    private KillRounds ids() {
        return new KillRounds(directory, DEFINITION, 2, KillTest::payments, List.of("malformed", "check", "duplicate"));
    }

    /**
     * Good events, broken ones, ones that a check refuses, and ones that were there before in the same partition: of two with one id in two
     * partitions, the one that is read first counts, and that is not the data's to say.
     */
    private static List<ProducerRecord<byte[], byte[]>> payments(int sentBefore, Random random) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int number = sentBefore; number < sentBefore + EVENTS_A_ROUND; number++) {
            int kind = random.nextInt(20);
            String value = kind == 0
                    ? "{broken " + number
                    : TestPipeline.event(
                            kind == 1 ? number - 2 * random.nextInt(150) : number, kind == 2 ? -1 : number / 4.0);
            byte[] key = ("k" + number % 50).getBytes(StandardCharsets.UTF_8);
            records.add(new ProducerRecord<>(
                    KillRounds.NAME + ".in",
                    number % 2,
                    1_767_225_600_000L + number,
                    key,
                    value.getBytes(StandardCharsets.UTF_8)));
        }
        return records;
    }
}
