package dev.forebay.runtime.impact;

import dev.forebay.formats.parquet.RowPacker;
import dev.forebay.plan.Plan;
import dev.forebay.runtime.backfill.HistoryFlow;
import dev.forebay.runtime.backfill.InputFile;
import dev.forebay.runtime.failure.RunFailure;
import dev.forebay.runtime.failure.RuntimeCode;
import dev.forebay.runtime.frame.EncodedFrame;
import dev.forebay.runtime.frame.OutputRules;
import dev.forebay.runtime.load.LoadedPipeline;
import dev.forebay.runtime.rejected.DeadLetter;
import dev.forebay.types.Column;
import dev.forebay.types.Type;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One of the two pipelines, run on a thread of its own a few batches ahead of whoever takes its rows. <b>Threads</b>: {@link #next} by one, {@link #stop}
 * by any.
 */
final class Side {
    private static final int BATCHES_AHEAD = 4;
    private static final long WAIT_MILLIS = 100;

    private final ImpactOptions options;
    private final LoadedPipeline pipeline;
    private final List<Column> columns;
    private final BlockingQueue<List<Row>> batches = new ArrayBlockingQueue<>(BATCHES_AHEAD);
    private final Thread thread;
    private volatile boolean stopped;
    private volatile boolean ended;
    private volatile @Nullable Throwable failure;
    private volatile double share;

    Side(ImpactOptions options, LoadedPipeline pipeline, String name) {
        this.options = options;
        this.pipeline = pipeline;
        this.columns = pipeline.plan().columns().stream()
                .map(slot -> new Column(slot.name(), slot.type()))
                .toList();
        this.thread = new Thread(this::run, "forebay-impact-" + name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    List<Column> columns() {
        return columns;
    }

    double share() {
        return share;
    }

    void stop() {
        stopped = true;
    }

    /** The next rows, in the order of processing; null at the end. */
    @Nullable
    List<Row> next() throws InterruptedException {
        while (true) {
            // Asked before the queue is: what comes before the end is in it by then.
            boolean last = ended;
            List<Row> rows = batches.poll(last ? 0 : WAIT_MILLIS, TimeUnit.MILLISECONDS);
            if (rows != null) {
                return rows;
            }
            if (last) {
                throwFailure();
                return null;
            }
        }
    }

    private void throwFailure() {
        Throwable broken = failure;
        if (broken instanceof RunFailure told) {
            throw told;
        }
        if (broken != null) {
            throw RunFailure.caused(
                    RuntimeCode.DEFECT, broken, "the comparison broke down: " + broken, "this is a defect of Forebay");
        }
    }

    private void run() {
        try (InputFile in =
                InputFile.open(options.input(), pipeline.definition().source(), pipeline.plan())) {
            OutputRules rules = new OutputRules(
                    withAllColumns(pipeline.plan()),
                    List.of("impact"),
                    List.of(Integer.MAX_VALUE),
                    options.since(),
                    options.until());
            new HistoryFlow(rules, pipeline.scorers(), 1, "the comparison")
                    .run(in, RowPacker::new, () -> stopped, frame -> {
                        share = in.share();
                        give(rows(frame));
                    });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            failure = e;
        } finally {
            ended = true;
        }
    }

    private void give(List<Row> rows) {
        try {
            while (!stopped && !rows.isEmpty() && !batches.offer(rows, WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
                // Whoever compares is behind.
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Plan withAllColumns(Plan plan) {
        List<Plan.OutputColumn> all = new ArrayList<>();
        for (int slot = 0; slot < plan.columns().size(); slot++) {
            all.add(new Plan.OutputColumn(
                    new Column(
                            plan.columns().get(slot).name(),
                            plan.columns().get(slot).type()),
                    slot));
        }
        return plan.withOneSink(all);
    }

    private List<Row> rows(EncodedFrame frame) {
        List<Row> rows = new ArrayList<>();
        ByteBuffer bytes = ByteBuffer.wrap(frame.bytes.bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int record = 0; record < frame.records; record++) {
            bytes.position(frame.valueStart[record]);
            List<@Nullable Object> values = new ArrayList<>(columns.size());
            for (Column column : columns) {
                values.add(value(bytes, column.type()));
            }
            rows.add(new Row(
                    key(frame.partition[record], frame.offset[record]),
                    Collections.unmodifiableList(values),
                    List.of()));
        }
        for (DeadLetter letter : frame.rejected) {
            rows.add(new Row(
                    key(letter.partition(), letter.offset()),
                    null,
                    letter.reasons().stream()
                            .map(reason -> reason.code().code())
                            .toList()));
        }
        return rows;
    }

    private static long key(int partition, long offset) {
        return ((long) partition << 48) + offset;
    }

    private static @Nullable Object value(ByteBuffer bytes, Type type) {
        if (bytes.get() == 0) {
            return null;
        }
        return switch (type.kind()) {
            case DOUBLE -> bytes.getDouble();
            case BOOLEAN -> bytes.get() != 0;
            case DECIMAL -> BigDecimal.valueOf(bytes.getLong(), type.scale());
            case LONG, TIMESTAMP, DATE -> bytes.getLong();
            case STRING -> {
                byte[] text = new byte[bytes.getInt()];
                bytes.get(text);
                yield new String(text, StandardCharsets.UTF_8);
            }
        };
    }
}
