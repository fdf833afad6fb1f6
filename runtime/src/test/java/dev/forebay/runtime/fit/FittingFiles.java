package dev.forebay.runtime.fit;

import dev.forebay.definition.Definition;
import dev.forebay.runtime.failure.RunFailure;
import dev.forebay.runtime.failure.RuntimeCode;
import dev.forebay.runtime.frame.EncodedFrame;
import dev.forebay.runtime.load.PipelineLoader;
import dev.forebay.types.Column;
import dev.forebay.types.Type;
import dev.forebay.types.diagnostic.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/** A definition and a history to fit on, in a directory. */
public final class FittingFiles {
    static final String HEAD = """
            forebay: 1
            pipeline: fitting
            event: {id: id, time: at}
            schema:
              id: string
              at: timestamp
              customer: string
              amount: {type: double, optional: true}
              channel: {type: string, optional: true}
              fraud: {type: boolean, optional: true, known_after: 1d}
            windows:
              customer_day: {by: customer, last: 1d}
            features:
              times_usual: amount / AVG(amount) OVER customer_day
              amount_log: LN(1 + ABS(amount))
            """;

    static final String TWO_LEVELS = HEAD + """
                    transforms:
                      second: {columns: [first, spread], steps: [StandardScaler: {}], suffix: _2}
                      first: {columns: [amount, times_usual], steps: [StandardScaler: {with_std: false}], suffix: _1}
                    output: {keep: [id], vector: [second]}
                    """.replace("columns: [first, spread]", "columns: [first, amount_log]");

    static final String TARGET = HEAD + """
                    transforms:
                      channels: {columns: [channel], steps: [TargetEncoder: {target: fraud}], suffix: _rate}
                    output: {keep: [id, times_usual, amount_log], vector: [channels]}
                    """;

    final Path directory;

    /** @param directory where its files are */
    public FittingFiles(Path directory) {
        this.directory = directory;
    }

    Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("pipeline.yaml"), text);
    }

    /** The options for a definition's text. */
    public FitOptions options(String text, Path from) throws IOException {
        Path file = file(text);
        List<Diagnostic> wrong = new ArrayList<>();
        Definition definition = PipelineLoader.definition(file, wrong);
        return FitOptions.of(
                file, Objects.requireNonNull(definition, wrong::toString), from, directory.resolve("fitted"));
    }

    /** What a user reads of a fit that fails so. */
    public Diagnostic failure(RuntimeCode code) throws IOException {
        Path history = history(100, 6);
        try {
            switch (code) {
                case FIT_TOO_LARGE -> tooLarge();
                case UNFIT_DATA ->
                    new FitRun(options(TWO_LEVELS.replace("LN(1 + ABS(amount))", "1 / (amount - amount)"), history))
                            .run();
                default -> new FitRun(options(TARGET, history)).run();
            }
        } catch (RunFailure failure) {
            return failure.diagnostic();
        }
        throw new AssertionError("no " + code);
    }

    private static void tooLarge() {
        Columns columns = new Columns(List.of(new Column("amount", Type.DOUBLE)), 1 << 12);
        EncodedFrame frame = new EncodedFrame();
        frame.records = 1;
        columns.take(frame);
    }

    /** Events an hour apart, some without amount or channel, some rejected; labels of all but some. */
    public Path history(int events, long seed) throws IOException {
        Random random = new Random(seed);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            if (random.nextInt(50) == 0) {
                lines.add("{broken");
            }
            String at =
                    Instant.parse("2026-01-01T00:00:00Z").plusSeconds(3600L * i).toString();
            String amount = random.nextInt(20) == 0 ? "null" : Double.toString(Math.exp(random.nextGaussian() + 3));
            String channel = random.nextInt(20) == 0
                    ? "null"
                    : "\"" + List.of("web", "pos", "app").get(random.nextInt(3)) + "\"";
            String fraud = random.nextInt(20) == 0 ? "null" : Boolean.toString(random.nextInt(4) == 0);
            lines.add("{\"id\":\"e%d\",\"at\":\"%s\",\"customer\":\"c%d\",\"amount\":%s,\"channel\":%s,\"fraud\":%s}"
                    .formatted(i, at, random.nextInt(5), amount, channel, fraud));
        }
        return Files.write(directory.resolve("history.jsonl"), lines);
    }
}
