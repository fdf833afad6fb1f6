package dev.forebay.sklearn.compression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against files that Python's bz2 wrote. */
class Bzip2InputStreamTest {
    private static final Path DIRECTORY = Path.of("src/test/resources/dev/forebay/sklearn/fitted");

    @ParameterizedTest
    @ValueSource(strings = {"runs", "one-letter", "all-bytes", "streams", "empty"})
    void content_isWhatWasCompressed(String name) throws IOException, NoSuchAlgorithmException {
        byte[] content = decompress(file(name));

        String digest =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        assertThat(digest)
                .isEqualTo(Files.readString(DIRECTORY.resolve("bzip2-" + name + ".sha256"))
                        .strip());
    }

    @Test
    void fileCutAnywhere_endsEarly() throws IOException {
        byte[] good = file("all-bytes");
        for (int length = 4; length < good.length; length++) {
            byte[] cut = Arrays.copyOf(good, length);
            assertThatThrownBy(() -> decompress(cut)).isInstanceOf(EOFException.class);
        }
    }

    @Test
    void bytesAfterTheEnd_areRefused() throws IOException {
        byte[] longer = Arrays.copyOf(file("all-bytes"), file("all-bytes").length + 10);

        assertThatThrownBy(() -> decompress(longer)).isInstanceOf(IOException.class);
    }

    private static byte[] decompress(byte[] file) throws IOException {
        try (Bzip2InputStream in = new Bzip2InputStream(new ByteArrayInputStream(file))) {
            return in.readAllBytes();
        }
    }

    private static byte[] file(String name) throws IOException {
        return Files.readAllBytes(DIRECTORY.resolve("bzip2-" + name + ".bz2"));
    }
}
