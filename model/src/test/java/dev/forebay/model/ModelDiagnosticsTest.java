package dev.forebay.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is said for each code, as golden text; {@code -Dgolden.update=true} writes it anew. */
class ModelDiagnosticsTest {
    private static final Path GOLDEN = Path.of("src/test/resources/dev/forebay/model/golden");

    @ParameterizedTest
    @EnumSource(ModelCode.class)
    void diagnostic_ofEachCode_readsAsReviewed(ModelCode code) throws IOException {
        ThrowingCallable example = switch (code) {
            case UNREADABLE -> () -> OnnxModel.read(Path.of("src"));
            case NOT_A_MODEL -> () -> OnnxModel.of("not a model".getBytes(StandardCharsets.UTF_8), "fraud.onnx");
        };
        ModelRefusal refusal = catchThrowableOfType(ModelRefusal.class, example);

        String text = refusal.at(null).toString();
        assertThat(refusal.at(null).code().id()).isEqualTo(code.id());
        Path golden = GOLDEN.resolve(code.id() + ".txt");
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(GOLDEN);
            Files.writeString(golden, text);
        }
        assertThat(text).isEqualTo(Files.readString(golden));
    }
}
