package dev.forebay.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The runtime that models run in sends nothing to anybody: its library does not even hold the address of its maker's collector. */
class TelemetryTest {
    @ParameterizedTest
    @ValueSource(strings = {"linux-x64", "linux-aarch64"})
    void theNativeLibrary_holdsNoCollector(String platform) throws IOException {
        String resource = "/ai/onnxruntime/native/" + platform + "/libonnxruntime.so";
        try (InputStream in = Objects.requireNonNull(TelemetryTest.class.getResourceAsStream(resource))) {
            String library = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(library).hasSizeGreaterThan(1_000_000);
            assertThat(library.contains("events.data.microsoft")).isFalse();
            assertThat(library.contains("/etc/machine-id")).isFalse();
        }
    }
}
