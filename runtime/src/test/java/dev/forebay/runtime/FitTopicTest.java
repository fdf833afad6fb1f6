package dev.forebay.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.definition.Definition;
import dev.forebay.runtime.bootstrap.HistorySource;
import dev.forebay.runtime.failure.RunFailure;
import dev.forebay.runtime.fit.FitOptions;
import dev.forebay.runtime.fit.FitRun;
import dev.forebay.runtime.fit.FitSummary;
import dev.forebay.runtime.load.PipelineLoader;
import dev.forebay.types.diagnostic.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fit on a range of a topic. */
class FitTopicTest {
    private static TestCluster cluster;

    @TempDir
    Path directory;

    @BeforeAll
    static void startBroker() {
        cluster = new TestCluster();
    }

    @AfterAll
    static void stopBroker() {
        cluster.close();
    }

    @Test
    void range_ofATopic_givesWhatAFileOfTheSameEventsGives() throws IOException {
        TestPipeline.createTopics("fitting", cluster, 1);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            String event = TestPipeline.event(i, i * 1.37);
            cluster.send("fitting.in", 0, event);
            lines.add(event);
        }
        Path history = Files.write(directory.resolve("history.jsonl"), lines);
        Path part = Files.write(directory.resolve("part.jsonl"), lines.subList(100, 300));

        assertThat(fit(history, null, "a")).isEqualTo(fit(history, topic("", ""), "b"));
        assertThat(fit(part, null, "c"))
                .isEqualTo(fit(history, topic("100", "300"), "d"))
                .isNotEqualTo(fit(history, null, "e"));
    }

    @Test
    void topic_thatIsNotThere_isTold() {
        HistorySource.InTopic nowhere = (HistorySource.InTopic) HistorySource.parse("nowhere", null);
        assertThatThrownBy(() -> fit(directory, nowhere, "f"))
                .isInstanceOf(RunFailure.class)
                .hasMessageContaining("nowhere");
    }

    private static HistorySource.InTopic topic(String from, String to) {
        return (HistorySource.InTopic) HistorySource.parse("fitting.in:" + from + ".." + to, null);
    }

    private String fit(Path history, HistorySource.@Nullable InTopic topic, String to) throws IOException {
        String text = TestPipeline.DEFINITION
                .replace("NAME", "fitting")
                .replace("BROKERS", cluster.brokers())
                .replace(
                        "output: {keep: [id], vector: [amount",
                        "transforms: {scaled: {columns: [amount, hour], steps: [StandardScaler: {}], suffix: _s}}\n"
                                + "output: {keep: [id], vector: [scaled, amount");
        Path file = Files.writeString(directory.resolve("fitting.yaml"), text);
        List<Diagnostic> wrong = new ArrayList<>();
        Definition definition = Objects.requireNonNull(PipelineLoader.definition(file, wrong), wrong::toString);
        Path fitted = directory.resolve(to);
        FitSummary summary =
                new FitRun(FitOptions.of(file, definition, history, fitted).withTopic(topic)).run();
        assertThat(summary.fitted()).isPositive();
        return Files.readString(fitted.resolve("scaled.json"));
    }
}
