package dev.forebay.engine.window;

import dev.forebay.plan.expression.ExpressionText;
import dev.forebay.plan.expression.TypedExpression;
import dev.forebay.plan.window.AggregateText;
import dev.forebay.types.Type;
import dev.forebay.types.batch.BooleanVector;
import dev.forebay.types.batch.ByteArena;
import dev.forebay.types.batch.LongVector;
import dev.forebay.types.batch.StringVector;
import dev.forebay.types.batch.Vector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ObjIntConsumer;

/** Makes the view of the open key. */
final class KeyViewer {
    private final KeyBuffer buffer;
    private final Layout layout;
    private final Results results;
    private final ObjIntConsumer<Vector> aggregates;
    private final ByteArena texts = new ByteArena(64);

    /** @param aggregates writes the value of an output, by its place, into row 0 */
    KeyViewer(KeyBuffer buffer, Results results, ObjIntConsumer<Vector> aggregates) {
        this.buffer = buffer;
        this.layout = buffer.layout;
        this.results = results;
        this.aggregates = aggregates;
    }

    KeyView view() {
        LongVector times = new LongVector(Type.TIMESTAMP, buffer.size());
        for (int i = 0; i < buffer.size(); i++) {
            times.values[i] = buffer.time(buffer.first() + i);
        }
        return new KeyView(
                buffer.word(Layout.NEWEST),
                buffer.word(Layout.CLOCK),
                times,
                layout.values.stream().map(this::values).toList(),
                contributions(),
                layout.windows.stream().map(this::window).toList());
    }

    private KeyView.Value values(Layout.Value value) {
        Vector vector = vector(value.argument().type(), buffer.size());
        for (int i = 0; i < buffer.size(); i++) {
            long word = buffer.get(buffer.first() + i, value.word());
            if (isKnown(value, buffer.first() + i)) {
                results.writeWord(word, vector, i);
            } else {
                vector.state[i] = Vector.NULL;
            }
        }
        return new KeyView.Value(ExpressionText.of(value.argument()), vector);
    }

    /** Whether the event had the value: what was null contributes to nothing that reads it. */
    private boolean isKnown(Layout.Value value, long place) {
        if (value.isText()) {
            return buffer.get(place, value.word()) >= 0;
        }
        String text = ExpressionText.of(value.argument());
        boolean isUnfiltered = false;
        boolean contributes = false;
        for (int mask = 0; mask < layout.masks.size(); mask++) {
            TypedExpression argument = layout.masks.get(mask).argument();
            if (argument != null && ExpressionText.of(argument).equals(text)) {
                isUnfiltered |= layout.masks.get(mask).filter() == null;
                contributes |= buffer.contributes(place, mask);
            }
        }
        // A filter alone may have kept it out: then what stands there is its value, or 0.
        return contributes || !isUnfiltered;
    }

    private List<KeyView.Value> contributions() {
        List<KeyView.Value> all = new ArrayList<>();
        for (int mask = 0; mask < layout.masks.size(); mask++) {
            BooleanVector contributes = new BooleanVector(buffer.size());
            for (int i = 0; i < buffer.size(); i++) {
                contributes.values[i] = buffer.contributes(buffer.first() + i, mask);
            }
            all.add(new KeyView.Value(text(layout.masks.get(mask)), contributes));
        }
        return all;
    }

    private static String text(Layout.Mask mask) {
        TypedExpression argument = mask.argument();
        TypedExpression filter = mask.filter();
        String of = argument == null ? "*" : ExpressionText.of(argument);
        return filter == null ? of : of + " WHERE " + ExpressionText.of(filter);
    }

    private KeyView.Window window(Layout.Window window) {
        long standsAt = buffer.word(Layout.CLOCK);
        long to = before(standsAt, window.rule().delayMicros());
        long from = window.rule().isSliding() ? before(to, window.rule().lastMicros()) : Long.MIN_VALUE;
        long head = buffer.word(layout.heads.get(window.head()).word());
        long tail = buffer.word(window.tailWord());
        List<KeyView.Aggregate> read = new ArrayList<>();
        for (int i = 0; i < layout.outputs.size(); i++) {
            Layout.Output output = layout.outputs.get(i);
            if (output.window().at() == window.at()) {
                Vector value = vector(output.rule().type(), 1);
                aggregates.accept(value, i);
                read.add(new KeyView.Aggregate(
                        AggregateText.of(
                                output.rule().function(),
                                output.rule().argument(),
                                output.rule().filter(),
                                output.rule().offset(),
                                window.rule().name()),
                        value));
            }
        }
        int first = (int) (Math.max(tail, buffer.first()) - buffer.first());
        return new KeyView.Window(window.rule(), from, to, head - tail, first, (int) (head - buffer.first()), read);
    }

    private static long before(long time, long micros) {
        long earlier = time - micros;
        return earlier > time ? Long.MIN_VALUE : earlier;
    }

    private Vector vector(Type type, int rows) {
        Vector vector = Vector.of(type, rows);
        if (vector instanceof StringVector strings) {
            Arrays.fill(strings.arena, texts);
        }
        return vector;
    }
}
