package dev.forebay.runtime.request;

import dev.forebay.plan.Plan;
import dev.forebay.runtime.frame.FrameFlow;
import dev.forebay.runtime.frame.Previewer;
import dev.forebay.types.batch.Reason;
import dev.forebay.types.batch.ReasonCode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Scores events of requests from the live state of a run.
 *
 * <p><b>What an answer is</b>: for each event what it would get if it came next, with the release, state, model and bits of the run. All events
 * of a request see the state as it stands behind one batch, which the answer names by the offsets up to which the source was taken in; they do not see
 * one another. Nothing of the run changes, so an answer is provisional: other events may come before the event really does. <b>Recording</b>: an
 * event that has a score can be produced to the source topic as well. It is then input like any other; one that is rejected is not produced.
 *
 * <p>Safe to use from several threads.
 */
final class Scoring {
    /** The most events of a key that are copied to answer: more would hold up the run for too long. */
    static final long MOST_ROWS = 1 << 17;

    private static final Future<RecordMetadata> NOTHING =
            CompletableFuture.failedFuture(new IllegalStateException("nothing was sent"));
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Plan plan;
    private final Admission admission;
    private final Supplier<@Nullable FrameFlow> flow;
    private final SourceRecorder recorder;
    private final AnswerWriter.Contents contents;
    private final List<Integer> computed;

    /**
     * @param flow the run's; null while there is none whose state is whole
     * @param release the digest of the release
     */
    Scoring(
            Plan plan,
            String release,
            Admission admission,
            Supplier<@Nullable FrameFlow> flow,
            SourceRecorder recorder) {
        this.plan = plan;
        this.admission = admission;
        this.flow = flow;
        this.recorder = recorder;
        List<Integer> prediction = new ArrayList<>();
        for (Plan.Step step : plan.steps()) {
            if (step instanceof Plan.Step.Score score) {
                prediction.addAll(score.outputs());
            }
        }
        this.contents = new AnswerWriter.Contents(plan, release, prediction);
        List<Integer> features = new ArrayList<>();
        for (int slot = plan.fields().size(); slot < plan.columns().size(); slot++) {
            if (!prediction.contains(slot)) {
                features.add(slot);
            }
        }
        this.computed = List.copyOf(features);
    }

    /** What the query of a request may ask for. */
    Parameters parameters(@Nullable String query) throws Refusal {
        return Parameters.of(query, plan, computed);
    }

    /**
     * Answers a request.
     *
     * @param isBatch whether the answer is one of many, even for one event
     */
    Answer answer(byte[] body, List<Events.Slice> events, boolean isBatch, Parameters asked)
            throws Refusal, InterruptedException {
        FrameFlow live = flow.get();
        if (live == null) {
            throw Refusal.later(503, "not_ready", "the state of the pipeline is not there yet", 1);
        }
        if (events.isEmpty()) {
            throw Refusal.of(400, "malformed", "the body holds no event", "one event or several");
        }
        Previewer previewer = admission.enter();
        try {
            return new Turn(previewer, live, body, events, asked).answer(isBatch);
        } finally {
            admission.leave(previewer);
        }
    }

    /** One request in its turn. */
    private final class Turn {
        private final Previewer previewer;
        private final FrameFlow live;
        private final byte[] body;
        private final List<Events.Slice> events;
        private final Parameters asked;
        private final List<byte @Nullable []> keys = new ArrayList<>();
        private final long now = System.currentTimeMillis();
        private final AnswerWriter out;

        Turn(Previewer previewer, FrameFlow live, byte[] body, List<Events.Slice> events, Parameters asked) {
            this.previewer = previewer;
            this.live = live;
            this.body = body;
            this.events = events;
            this.asked = asked;
            this.out = new AnswerWriter(contents, asked.features());
        }

        Answer answer(boolean isBatch) throws Refusal, InterruptedException {
            previewer.clear();
            events.forEach(event -> previewer.add(1000 * now, body, event.from(), event.length()));
            previewer.decode();
            String key = asked.key();
            for (int row = 0; row < events.size(); row++) {
                byte[] bytes = key != null
                        ? key.getBytes(StandardCharsets.UTF_8)
                        : asked.keySlot() >= 0 ? previewer.key(row, asked.keySlot()) : null;
                keys.add(bytes);
                previewer.place(row, recorder.partition(bytes));
            }
            if (!previewer.look(live, System.nanoTime() + PATIENCE_NANOS)) {
                throw Refusal.later(503, "not_ready", "the run did not come to answer", 1);
            }
            previewer.compute();
            return isBatch ? many() : one();
        }

        private Answer one() throws Refusal, InterruptedException {
            requireCopied(0);
            List<Reason> reasons = previewer.reasons(0);
            out.begin(previewer.positions());
            out.text(",");
            if (!reasons.isEmpty()) {
                out.rejected(previewer, 0, reasons);
                out.text("}");
                boolean isMalformed = reasons.stream().anyMatch(reason -> reason.code() == ReasonCode.MALFORMED);
                return new Answer(isMalformed ? 400 : 422, out.done());
            }
            RecordMetadata at = asked.record() ? recorder.await(send(0)) : null;
            out.scored(previewer, 0);
            if (at != null) {
                out.recorded(at);
            }
            out.text("}");
            return new Answer(200, out.done());
        }

        private Answer many() throws InterruptedException {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            List<@Nullable Refusal> unsent = new ArrayList<>();
            for (int row = 0; row < events.size(); row++) {
                sendIfWanted(row, sent, unsent);
            }
            out.begin(previewer.positions());
            out.text(",\"results\":[");
            for (int row = 0; row < events.size(); row++) {
                out.text(row == 0 ? "{" : ",{");
                List<Reason> reasons = previewer.reasons(row);
                if (!reasons.isEmpty()) {
                    out.rejected(previewer, row, reasons);
                } else if (previewer.isTooLarge(row)) {
                    out.refused(tooLarge());
                } else {
                    out.scored(previewer, row);
                    confirm(sent.get(row), unsent.get(row));
                }
                out.text("}");
            }
            out.text("]}");
            return new Answer(200, out.done());
        }

        private void sendIfWanted(int row, List<Future<RecordMetadata>> sent, List<@Nullable Refusal> unsent) {
            sent.add(NOTHING);
            unsent.add(null);
            if (asked.record() && previewer.reasons(row).isEmpty() && !previewer.isTooLarge(row)) {
                try {
                    sent.set(row, send(row));
                } catch (Refusal e) {
                    unsent.set(row, e);
                }
            }
        }

        private void confirm(Future<RecordMetadata> sent, @Nullable Refusal unsent) throws InterruptedException {
            if (unsent != null) {
                out.notRecorded(unsent);
            } else if (sent != NOTHING) {
                try {
                    out.recorded(recorder.await(sent));
                } catch (Refusal e) {
                    out.notRecorded(e);
                }
            }
        }

        private Future<RecordMetadata> send(int row) throws Refusal {
            Events.Slice event = events.get(row);
            byte[] value = Arrays.copyOfRange(body, event.from(), event.from() + event.length());
            return recorder.send(previewer.partition(row), now, keys.get(row), value);
        }

        private void requireCopied(int row) throws Refusal {
            if (previewer.reasons(row).isEmpty() && previewer.isTooLarge(row)) {
                throw tooLarge();
            }
        }
    }

    private static Refusal tooLarge() {
        return Refusal.of(
                503,
                "key_too_large",
                "the keys of the event hold more events than are copied for an answer",
                "at most " + MOST_ROWS + " events of a key in the windows, and twice as many of all keys of a request");
    }
}
