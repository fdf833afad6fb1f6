package dev.forebay.runtime.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.types.diagnostic.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VariablesTest {
    @TempDir
    Path directory;

    @Test
    void value_inAFile_isReadWithoutTheEndOfItsLine() throws IOException {
        Path secret = Files.writeString(directory.resolve("secret"), "hush 4711\n");
        Variables variables = new Variables(Map.of("JAAS_FILE", secret.toString())::get);

        assertThat(variables.apply("JAAS")).isEqualTo("hush 4711");
        assertThat(variables.apply("JAAS_FILE")).isEqualTo(secret.toString());
        assertThat(variables.diagnostics()).isEmpty();
    }

    @Test
    void value_setInTheEnvironment_comesBeforeTheFile() {
        Variables variables = new Variables(Map.of("JAAS", "plain", "JAAS_FILE", "/nowhere")::get);

        assertThat(variables.apply("JAAS")).isEqualTo("plain");
        assertThat(variables.apply("OTHER")).isNull();
        assertThat(variables.diagnostics()).isEmpty();
    }

    @Test
    void file_thatCannotBeRead_isNamedWithItsVariable() {
        Path missing = directory.resolve("missing");
        Variables variables = new Variables(Map.of("JAAS_FILE", missing.toString())::get);

        assertThat(variables.apply("JAAS")).isNull();
        assertThat(variables.diagnostics())
                .singleElement()
                .extracting(Diagnostic::message)
                .isEqualTo("'" + missing + "' cannot be read, which JAAS_FILE names");
    }
}
