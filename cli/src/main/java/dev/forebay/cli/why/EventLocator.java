package dev.forebay.cli.why;

import dev.forebay.engine.expression.Values;
import dev.forebay.plan.Plan;
import dev.forebay.runtime.backfill.InputFile;
import dev.forebay.types.Type;
import dev.forebay.types.batch.EventBatch;
import dev.forebay.types.batch.LongVector;
import dev.forebay.types.batch.RecordDecoder;
import dev.forebay.types.batch.StringVector;
import dev.forebay.types.batch.Vector;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds one event by its id or position; an id is looked for in the whole input, so that a second event with it is told. */
final class EventLocator {
    private static final int ROWS = 2048;
    private static final int TOLD = 20;

    private final Plan plan;
    private final EventQuery query;
    private final TracedInput input;
    private final TraceProgress progress;
    private final byte[] idBytes;
    private final @Nullable Long idNumber;
    private final List<FoundEvent> found = new ArrayList<>();
    private final List<String> times = new ArrayList<>();
    private long count;

    EventLocator(Plan plan, EventQuery query, TracedInput input, TraceProgress progress) {
        this.plan = plan;
        this.query = query;
        this.input = input;
        this.progress = progress;
        String id = query.id();
        this.idBytes = id == null ? new byte[0] : id.getBytes(StandardCharsets.UTF_8);
        this.idNumber = id == null ? null : number(id);
        if (id != null && plan.event().idSlot() < 0) {
            throw TraceRefusal.noIds(plan.pipeline());
        }
    }

    private static @Nullable Long number(String id) {
        try {
            return Long.valueOf(id);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** The one event that is meant. */
    FoundEvent locate() {
        progress.begin();
        EventBatch batch = new EventBatch(plan.fields(), ROWS);
        try (InputFile in = input.open().get()) {
            RecordDecoder decoder = in.reader().newDecoder();
            boolean more = true;
            while (more && in.reader().read(batch)) {
                progress.read(batch.size(), in.share());
                more = look(batch, decoder);
                batch.clear();
            }
        } catch (IOException e) {
            throw TraceRefusal.unreadable(input.name(), e);
        }
        if (count > 1) {
            List<String> where = new ArrayList<>();
            for (int i = 0; i < found.size(); i++) {
                where.add("at " + found.get(i).position() + times.get(i));
            }
            throw TraceRefusal.several(query, where, count);
        }
        if (found.isEmpty()) {
            throw TraceRefusal.unknown(query, input.name(), progress.read());
        }
        return found.get(0);
    }

    /** Looks at a batch, and says whether to go on. */
    private boolean look(EventBatch batch, RecordDecoder decoder) {
        Position position = query.position();
        if (position != null) {
            int row = rowOf(batch, position);
            if (row >= 0) {
                decoder.decode(batch);
                // Somebody who gives both wants to know where they do not go together.
                if (query.id() == null || isMeant(batch, row)) {
                    take(batch, decoder, row);
                }
            }
            return row < 0;
        }
        decoder.decode(batch);
        for (int row = 0; row < batch.size(); row++) {
            if (isMeant(batch, row)) {
                take(batch, decoder, row);
            }
        }
        return true;
    }

    static int rowOf(EventBatch batch, Position position) {
        for (int row = 0; row < batch.size(); row++) {
            if (batch.offset[row] == position.offset() && batch.partition[row] == position.partition()) {
                return row;
            }
        }
        return -1;
    }

    private boolean isMeant(EventBatch batch, int row) {
        Vector ids = batch.column(plan.event().idSlot());
        if (!ids.isValid(row) || !hasId(ids, row)) {
            return false;
        }
        if (query.timeMicros().isEmpty() || plan.event().timeSlot() < 0) {
            return true;
        }
        LongVector time = (LongVector) batch.column(plan.event().timeSlot());
        return time.isValid(row) && time.values[row] == query.timeMicros().getAsLong();
    }

    private boolean hasId(Vector ids, int row) {
        if (ids instanceof StringVector texts) {
            int start = texts.start[row];
            return Arrays.equals(texts.arena[row].bytes, start, start + texts.length[row], idBytes, 0, idBytes.length);
        }
        if (ids instanceof LongVector numbers && numbers.type().kind() == Type.Kind.LONG) {
            return idNumber != null && numbers.values[row] == idNumber;
        }
        return Values.text(ids, row).equals(query.id());
    }

    private void take(EventBatch batch, RecordDecoder decoder, int row) {
        count++;
        if (found.size() == TOLD) {
            return;
        }
        int time = plan.event().timeSlot();
        times.add(
                time >= 0 && batch.column(time).isValid(row)
                        ? ", time " + TracedValue.of(batch.column(time), row).text()
                        : "");
        int start = batch.valueStart[row];
        boolean isRejected = batch.rejections.isRejected(row);
        if (isRejected) {
            decoder.keepOriginal(batch, row);
        } else {
            decoder.keepEvents(batch);
        }
        found.add(FoundEvent.of(batch, row, !isRejected || batch.valueStart[row] == start));
    }
}
