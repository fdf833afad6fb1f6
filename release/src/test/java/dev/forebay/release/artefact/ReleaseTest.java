package dev.forebay.release.artefact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.release.Plans;
import dev.forebay.release.diagnostic.ReleaseRefusal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReleaseTest {
    private static final Map<String, byte[]> FITTED = Map.of("amounts", bytes("{1}"), "hours", bytes("{2}"));

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Release release(String definition) {
        return Release.of(Plans.of(definition), FITTED, null, definition);
    }

    private static byte[] archive(Release release) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ReleaseArchive.write(release, out);
        return out.toByteArray();
    }

    private static Release read(byte[] archive) throws IOException, ReleaseRefusal {
        return ReleaseArchive.read(new ByteArrayInputStream(archive), "a.forebay");
    }

    /** The digest is written down here: another machine, JDK or version of Forebay must come to the same. */
    @Test
    void digest_ofKnownContent_isTheKnownOne() {
        assertThat(release(Plans.FRAUD).digest().toString()).isEqualTo(KNOWN);
    }

    private static final String KNOWN = "sha256:2179671116bb4ef829210990093334042d963eabefa764a716278f00a8f191bd";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "topic: transactions | topic: other",
                "LOG1P(amount) | log1p( amount )  # a comment",
                "'  amount_log: LOG1P(amount)\n  hour: HOUR(at)' | '  hour: HOUR(at)\n  amount_log: LOG1P(amount)'",
                "'  id: long\n  at: timestamp' | '  at: timestamp\n  id: long'",
                "in: [pos, web] | in: [web, pos]",
            })
    void digest_ofADefinitionThatMeansTheSame_isTheSame(String written, String instead) {
        assertThat(Plans.FRAUD).contains(written);
        assertThat(release(Plans.FRAUD.replace(written, instead)).digest())
                .isEqualTo(release(Plans.FRAUD).digest());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "LOG1P(amount) | LOG1P(amount + 1)",
                "keep: [id] | keep: [id, at]",
                "[amounts, hours, tx, usual] | [hours, amounts, tx, usual]",
                "in: [pos, web] | in: [pos]",
                "pipeline: fraud | pipeline: fraud2",
            })
    void digest_ofADefinitionThatMeansOtherwise_isAnother(String written, String instead) {
        assertThat(Plans.FRAUD).contains(written);
        assertThat(release(Plans.FRAUD.replace(written, instead)).digest())
                .isNotEqualTo(release(Plans.FRAUD).digest());
    }

    @Test
    void digest_withOtherFittedState_isAnother() {
        Release other = Release.of(
                Plans.of(Plans.FRAUD), Map.of("amounts", bytes("{1}"), "hours", bytes("{3}")), null, Plans.FRAUD);

        assertThat(other.digest()).isNotEqualTo(release(Plans.FRAUD).digest());
    }

    @Test
    void archive_readBack_isTheSameReleaseInTheSameBytes() throws Exception {
        Release release = release(Plans.FRAUD);

        Release back = read(archive(release));

        assertThat(back.manifest()).isEqualTo(release.manifest());
        assertThat(back.source()).isEqualTo(release.source());
        assertThat(archive(back)).isEqualTo(archive(release));
    }

    @Test
    void archive_withAnyByteChanged_isRefusedOrTheSameRelease() throws Exception {
        Release release = release(Plans.FRAUD);
        byte[] archive = archive(release);
        Random random = new Random(20261126);
        int refused = 0;
        for (int i = 0; i < 600; i++) {
            byte[] changed = archive.clone();
            changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
            try {
                assertThat(read(changed).digest()).isEqualTo(release.digest());
            } catch (ReleaseRefusal e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(100);
    }

    @Test
    void archive_cutShort_isRefused() throws Exception {
        byte[] archive = archive(release(Plans.FRAUD));
        for (int length = 0; length < archive.length * 3 / 4; length += 97) {
            byte[] cut = Arrays.copyOf(archive, length);
            assertThatThrownBy(() -> read(cut)).isInstanceOf(ReleaseRefusal.class);
        }
    }
}
