package dev.forebay.sklearn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.forebay.sklearn.FittedStateReader.Loaded;
import dev.forebay.sklearn.FittedStateReader.Refused;
import dev.forebay.sklearn.FittedStateReader.Result;
import dev.forebay.sklearn.diagnostic.SklearnCode;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Good files, cut and changed at every place: the answer is a result, never an exception. */
@Timeout(300)
class DamagedFileTest {
    private static final int[] SINGLE_BITS = {1, 2, 4, 8, 16, 32, 64, 128};
    private static final int[] ALL = IntStream.range(1, 256).toArray();

    private static final String[] UNCOMPRESSED = {
        "form-joblib-2-raw.pkl", "form-joblib-4-raw.pkl", "form-joblib-5-raw.pkl",
        "form-pickle-2-raw.pkl", "form-pickle-3-raw.pkl", "form-pickle-5-raw.pkl",
        "fit-nan-in-some-columns.pkl", "version-1.1.3-joblib.pkl"
    };

    private final FittedStateReader reader = new FittedStateReader();

    static String[] uncompressed() {
        return UNCOMPRESSED;
    }

    @ParameterizedTest
    @MethodSource("uncompressed")
    void prefix_ofAnyLength_isRefusedAsCutOff(String name) {
        byte[] good = Fixtures.bytes(name);
        Set<SklearnCode> cutOff = Set.of(SklearnCode.TRUNCATED, SklearnCode.OVERSTATED_LENGTH);
        for (int length = 1; length < good.length; length++) {
            assertThat(reader.read(Arrays.copyOf(good, length), "s"))
                    .as("the first %s bytes", length)
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(cutOff)
                                    .contains((SklearnCode) refused.diagnostic().code()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"zlib", "gzip", "bz2", "xz", "lzma"})
    void prefixOfACompressedFile_isRefused(String compression) {
        byte[] good = Fixtures.bytes("form-joblib-4-" + compression + ".pkl");
        for (int length = 0; length < good.length; length++) {
            assertThat(reader.read(Arrays.copyOf(good, length), "s"))
                    .as("the first %s of %s bytes", length, good.length)
                    .isInstanceOf(Refused.class);
        }
    }

    @ParameterizedTest
    @MethodSource("uncompressed")
    void bit_flipped_neverThrows(String name) {
        assertMostAreRefused(Fixtures.bytes(name), SINGLE_BITS);
    }

    @Tag("stress")
    @ParameterizedTest
    @MethodSource("uncompressed")
    void byte_changedToAnyOther_neverThrows(String name) {
        assertMostAreRefused(Fixtures.bytes(name), ALL);
    }

    private void assertMostAreRefused(byte[] good, int[] flips) {
        int refused = 0;
        for (int at = 0; at < good.length; at++) {
            for (int flip : flips) {
                refused += read(flipped(good, at, flip)) instanceof Refused ? 1 : 0;
            }
        }
        // The rest are other numbers, names of columns, and attributes that are not used.
        assertThat(refused).isGreaterThan(good.length * flips.length / 2);
    }

    /** One bit of each byte: a decoder of bz2 or xz allocates megabytes a file. */
    @ParameterizedTest
    @ValueSource(strings = {"zlib", "gzip", "bz2", "xz"})
    void bitOfAChecksummedFile_flipped_givesTheSameOrIsRefused(String compression) {
        byte[] good = Fixtures.bytes("form-joblib-4-" + compression + ".pkl");
        Loaded expected = (Loaded) reader.read(good, "s");
        for (int at = 0; at < good.length; at++) {
            if (read(flipped(good, at, 1 << at % 8)) instanceof Loaded loaded) {
                assertThat(loaded.fitted()).as("byte %s", at).isEqualTo(expected.fitted());
            }
        }
    }

    @Test
    void bitOfAnLzmaFile_flipped_neverThrows() {
        // The old format has no checksum, so anything may come out of it.
        byte[] good = Fixtures.bytes("form-joblib-4-lzma.pkl");
        for (int at = 0; at < good.length; at++) {
            read(flipped(good, at, 1 << at % 8));
        }
    }

    private static byte[] flipped(byte[] good, int at, int flip) {
        byte[] bad = good.clone();
        bad[at] ^= (byte) flip;
        return bad;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void severalBytes_changedInsertedAndRemoved_neverThrow(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 5_000; round++) {
            byte[] file = Fixtures.bytes(UNCOMPRESSED[random.nextInt(UNCOMPRESSED.length)]);
            for (int change = random.nextInt(6); change >= 0; change--) {
                file = changed(file, random);
            }
            read(file);
        }
    }

    private static byte[] changed(byte[] file, Random random) {
        int at = random.nextInt(file.length - 1);
        return switch (random.nextInt(4)) {
            case 0 -> Bytes.of(Arrays.copyOf(file, at), Arrays.copyOfRange(file, at + 1, file.length));
            case 1 -> Bytes.of(Arrays.copyOf(file, at), random.nextInt(256), Arrays.copyOfRange(file, at, file.length));
            case 2 -> {
                // A stretch from elsewhere: instructions in a new order.
                int from = random.nextInt(file.length);
                int to = Math.min(file.length, from + random.nextInt(30));
                yield Bytes.of(
                        Arrays.copyOf(file, at),
                        Arrays.copyOfRange(file, from, to),
                        Arrays.copyOfRange(file, at, file.length));
            }
            default -> {
                byte[] copy = file.clone();
                copy[at] = (byte) random.nextInt(256);
                yield copy;
            }
        };
    }

    private Result read(byte[] file) {
        try {
            return reader.read(file, "s");
        } catch (RuntimeException | StackOverflowError e) {
            return fail("threw for " + HexFormat.of().formatHex(file), e);
        }
    }
}
