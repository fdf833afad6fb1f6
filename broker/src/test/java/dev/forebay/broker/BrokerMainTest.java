package dev.forebay.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BrokerMainTest {

    @Test
    void arguments_all_becomeOptions() {
        BrokerOptions options = BrokerMain.options("--port", "9092", "--dir", "data", "--set", "a=b=c", "--set", "d=");
        assertThat(options.port()).isEqualTo(9092);
        assertThat(options.directory()).contains(Path.of("data"));
        assertThat(options.properties()).isEqualTo(Map.of("a", "b=c", "d", ""));
    }

    @ParameterizedTest
    @CsvSource({
        "--port, x, '--port: a number is needed, found x'",
        "--port, 70000, 'port: 0 to 65535, is 70000'",
        "--set, x, '--set: name=value is needed, found x'",
        "--prt, 1, '--prt: not known; --port, --dir and --set name=value are'",
    })
    void argument_wrong_isSaid(String name, String value, String said) {
        assertThatThrownBy(() -> BrokerMain.options(name, value)).hasMessage(said);
    }

    @Test
    void argument_withoutValue_isSaid() {
        assertThatThrownBy(() -> BrokerMain.options("--dir")).hasMessage("--dir: a value is missing");
    }
}
