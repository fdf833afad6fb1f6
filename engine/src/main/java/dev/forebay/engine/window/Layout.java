package dev.forebay.engine.window;

import dev.forebay.plan.Plan;
import dev.forebay.plan.expression.ExpressionText;
import dev.forebay.plan.expression.TypedExpression;
import dev.forebay.plan.window.AggregateFunction;
import dev.forebay.plan.window.AggregateRule;
import dev.forebay.plan.window.WindowRule;
import dev.forebay.plan.window.Windowing;
import dev.forebay.types.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where everything of one grouping stands: the words of a row of a buffer, and those of a key's record.
 *
 * <p>A <i>row</i>: its time; a bit for each input that may not contribute; the values. A <i>record</i>: what
 * {@link KeyIndex} needs; the buffer's place; the cursors; the running sums of each window.
 */
final class Layout {
    static final int TIME = 0;
    /** For how many rows there is room, a hundred held: a buffer doubles when it is full, and leaves its former place to other keys. */
    private static final long GROWTH_PERCENT = 200;

    static final int SEGMENT = KeyIndex.WORDS;
    static final int SHAPE = SEGMENT + 1;
    /** How many rows the key had that are no longer in its buffer. */
    static final int BASE = SEGMENT + 2;
    /** The largest time of any event of the key. */
    static final int NEWEST = SEGMENT + 3;
    /** The time that the cursors stand at. */
    static final int CLOCK = SEGMENT + 4;

    static final int FLAGS = SEGMENT + 5;
    private static final int FIRST_FREE = SEGMENT + 6;

    /**
     * The windows that share buffers: those of one grouping that forget alike.
     *
     * @param grouping its place in the plan
     * @param idleMicros when a silent key is forgotten, or -1 for never
     */
    record Part(int grouping, long idleMicros) {
        boolean has(WindowRule window) {
            return window.grouping() == grouping && window.idleMicros() == idleMicros;
        }

        /** All parts of a plan's windows that an aggregate looks over, in a fixed order. */
        static List<Part> of(Windowing windowing) {
            return windowing.aggregates().stream()
                    .map(aggregate -> windowing.windows().get(aggregate.window()))
                    .map(window -> new Part(window.grouping(), window.idleMicros()))
                    .distinct()
                    .toList();
        }
    }

    /** What two layouts have in common if and only if each can read the other's images. */
    String signature() {
        StringBuilder text = new StringBuilder();
        for (Window window : windows) {
            WindowRule rule = window.rule();
            text.append("window last ").append(rule.lastMicros());
            text.append(" rows ").append(rule.rows());
            text.append(" delay ").append(rule.delayMicros());
            text.append(rule.excludesCurrent() ? " excludes current" : "");
            text.append(" idle ").append(rule.idleMicros()).append('\n');
            for (Output output : outputs) {
                if (output.window().at() == window.at()) {
                    text.append(output.rule().function()).append(output.rule().offset());
                    text.append(' ').append(maskText(output.rule())).append('\n');
                }
            }
        }
        values.forEach(value -> text.append("value ")
                .append(ExpressionText.of(value.argument()))
                .append(' ')
                .append(value.argument().type())
                .append('\n'));
        return text.toString();
    }

    /** Whether a word of a record belongs to a queue. */
    boolean isOfQueue(int word) {
        return queues.stream().anyMatch(queue -> word == queue.word() || word == queue.word() + 1);
    }

    /** Whether the words of a key say all of it, as long as its sums fit them. */
    boolean isOfWords() {
        return values.stream().noneMatch(Value::isText)
                && windows.stream()
                        .flatMap(window -> window.running().stream())
                        .allMatch(running -> running.countsWord() < 0);
    }

    /** What it is, for those who look at it from outside. */
    StatePart describe(Plan plan) {
        List<Plan.Slot> keys = plan.windowing().groupings().get(part.grouping()).keySlots().stream()
                .map(slot -> plan.columns().get(slot))
                .toList();
        long counts = windows.stream()
                .flatMap(window -> window.running().stream())
                .filter(running -> running.countsWord() >= 0)
                .count();
        long whole = queues.stream().filter(queue -> queue.keeps() == Keeps.ALL).count();
        return new StatePart(
                keys.stream().map(Plan.Slot::name).toList(),
                keys.stream().map(Plan.Slot::type).toList(),
                part.idleMicros(),
                windows.stream().map(window -> window.rule().name()).toList(),
                new StatePart.Cost(
                        8L * recordWords
                                + KeyIndex.BYTES_A_KEY
                                + ValueCounts.EMPTY_BYTES * counts
                                + Queues.EMPTY_BYTES * queues.size(),
                        (8L * rowWords + Queues.BYTES_AN_ENTRY * whole) * GROWTH_PERCENT / 100,
                        ValueCounts.BYTES_A_VALUE * counts,
                        (int) values.stream().filter(Value::isText).count()));
    }

    /** A value that rows hold. */
    record Value(TypedExpression argument, int word, boolean isText, boolean isDouble) {
        static Value of(TypedExpression argument, int word) {
            Type.Kind kind = argument.type().kind();
            return new Value(argument, word, kind == Type.Kind.STRING, kind == Type.Kind.DOUBLE);
        }
    }

    /**
     * What contributes to an aggregate.
     *
     * @param value which value, or -1 for events as such
     * @param mask which bit says whether a row contributes, or -1 where all do
     */
    record Input(int value, int mask) {}

    /** What decides whether a row contributes. */
    record Mask(
            @Nullable TypedExpression argument, @Nullable TypedExpression filter) {}

    /** Windows that end at the same row. */
    record Head(long delayMicros, boolean excludesCurrent, int word) {}

    /** Which rows a queue keeps. */
    enum Keeps {
        MINIMA,
        MAXIMA,
        ALL
    }

    /**
     * Rows that matter, of those up to a head: extremes among those behind them, or all that contribute.
     *
     * @param word where in the record its place and its length are
     */
    record Queue(int head, Input input, Keeps keeps, int word) {}

    /**
     * A window.
     *
     * @param at its place among the layout's windows
     * @param tailWord the place of its first row; of a lifetime window, of the first row ever
     */
    record Window(int at, WindowRule rule, int head, int tailWord, List<Running> running, List<Folded> folded) {}

    /**
     * What is kept of one input over one window; -1 for what is not.
     *
     * @param countWord how many rows contribute
     * @param sumWord their sum
     * @param squaresWord the sum of their squares
     * @param countsWord where among the shard's {@link ValueCounts} theirs are
     * @param index its place among all of the grouping
     */
    record Running(Input input, int countWord, int sumWord, int squaresWord, int countsWord, int index) {}

    /**
     * What is kept of rows that left the buffer of a lifetime window: how many values there are, then the values, then, where their order
     * matters, their times.
     *
     * @param most how many values at most, by time and then by sequence
     */
    record Folded(Input input, Keep keep, int word, int most) {
        int words() {
            return 1 + (keep.isByTime() ? 2 : 1) * most;
        }
    }

    /** Which of the values that leave are kept. */
    enum Keep {
        MINIMUM,
        MAXIMUM,
        FIRST,
        LAST;

        /** Whether it depends on when the values were. */
        boolean isByTime() {
            return this == FIRST || this == LAST;
        }
    }

    /** How one aggregate is read. */
    record Output(
            int aggregate,
            AggregateRule rule,
            Window window,
            Input input,
            @Nullable Running running,
            @Nullable Queue queue,
            @Nullable Folded folded,
            boolean isSelection) {

        /** Whether the function gives one of the values, rather than something of all. */
        private static boolean selects(AggregateFunction function) {
            return switch (function) {
                case MIN, MAX, FIRST_VALUE, LAST_VALUE, LAG -> true;
                case COUNT, COUNT_DISTINCT, SUM, AVG, VAR_POP, VAR_SAMP, STDDEV_POP, STDDEV_SAMP, MODE -> false;
            };
        }
    }

    final Part part;
    final List<Value> values = new ArrayList<>();
    final List<Mask> masks = new ArrayList<>();
    final List<Head> heads = new ArrayList<>();
    final List<Window> windows = new ArrayList<>();
    final List<Queue> queues = new ArrayList<>();
    final List<Output> outputs = new ArrayList<>();
    final int rowWords;
    final int recordWords;
    final int runningCount;

    private final Map<String, Integer> valueByText = new LinkedHashMap<>();
    private final Map<String, Integer> maskByText = new LinkedHashMap<>();
    private final Map<List<Object>, Queue> queueByUse = new LinkedHashMap<>();
    private int nextRowWord = 1;
    private int nextWord = FIRST_FREE;
    private int nextRunning;
    private final int fieldCount;

    Layout(Plan plan, Part part) {
        Windowing windowing = plan.windowing();
        this.part = part;
        this.fieldCount = plan.fields().size();
        for (int i = 0; i < windowing.aggregates().size(); i++) {
            AggregateRule rule = windowing.aggregates().get(i);
            if (part.has(windowing.windows().get(rule.window()))) {
                mask(rule);
                value(rule);
            }
        }
        nextRowWord = 1 + (masks.size() + 63) / 64;
        for (int i = 0; i < values.size(); i++) {
            TypedExpression argument = values.get(i).argument();
            values.set(i, Value.of(argument, isTime(argument, plan) ? TIME : nextRowWord++));
        }
        Map<Integer, Window> byRule = new LinkedHashMap<>();
        for (int i = 0; i < windowing.aggregates().size(); i++) {
            AggregateRule rule = windowing.aggregates().get(i);
            WindowRule window = windowing.windows().get(rule.window());
            if (part.has(window)) {
                Window placed = byRule.computeIfAbsent(rule.window(), index -> window(window));
                output(i, rule, placed);
            }
        }
        rowWords = nextRowWord;
        recordWords = nextWord;
        runningCount = nextRunning;
    }

    private void value(AggregateRule rule) {
        TypedExpression argument = rule.argument();
        if (argument != null && needsValue(rule.function())) {
            valueByText.computeIfAbsent(ExpressionText.of(argument), text -> {
                values.add(Value.of(argument, 0));
                return values.size() - 1;
            });
        }
    }

    private static boolean needsValue(AggregateFunction function) {
        return function != AggregateFunction.COUNT;
    }

    private void mask(AggregateRule rule) {
        if (mayNotContribute(rule)) {
            maskByText.computeIfAbsent(maskText(rule), text -> {
                TypedExpression argument = rule.argument();
                masks.add(new Mask(argument, rule.filter()));
                return masks.size() - 1;
            });
        }
    }

    private boolean mayNotContribute(AggregateRule rule) {
        TypedExpression argument = rule.argument();
        return rule.filter() != null || (argument != null && !isAlwaysThere(argument));
    }

    /** Whether it is neither null nor in error in any accepted event, as it may be where it is computed. */
    private boolean isAlwaysThere(TypedExpression argument) {
        boolean isStored = argument instanceof TypedExpression.Constant
                || (argument instanceof TypedExpression.ColumnRef column && column.slot() < fieldCount);
        return isStored && !argument.nullable();
    }

    /** Whether it is the event's time, which every row has anyway. */
    private static boolean isTime(TypedExpression argument, Plan plan) {
        return argument instanceof TypedExpression.ColumnRef column
                && column.slot() == plan.event().timeSlot();
    }

    private static String maskText(AggregateRule rule) {
        TypedExpression argument = rule.argument();
        TypedExpression filter = rule.filter();
        return (argument == null ? "*" : ExpressionText.of(argument))
                + " | "
                + (filter == null ? "" : ExpressionText.of(filter));
    }

    private Window window(WindowRule rule) {
        int head = head(rule);
        int tailWord = nextWord++;
        Window window = new Window(windows.size(), rule, head, tailWord, new ArrayList<>(), new ArrayList<>());
        windows.add(window);
        return window;
    }

    private int head(WindowRule rule) {
        for (int i = 0; i < heads.size(); i++) {
            Head head = heads.get(i);
            if (head.delayMicros() == rule.delayMicros() && head.excludesCurrent() == rule.excludesCurrent()) {
                return i;
            }
        }
        heads.add(new Head(rule.delayMicros(), rule.excludesCurrent(), nextWord++));
        return heads.size() - 1;
    }

    private void output(int aggregate, AggregateRule rule, Window window) {
        TypedExpression argument = rule.argument();
        Integer mask = maskByText.get(maskText(rule));
        Integer value =
                argument == null || !needsValue(rule.function()) ? null : valueByText.get(ExpressionText.of(argument));
        Input input = new Input(value == null ? -1 : value, mask == null ? -1 : mask);
        Folded folded = window.rule().isLifetime() ? folded(rule, window, input) : null;
        outputs.add(new Output(
                aggregate,
                rule,
                window,
                input,
                running(rule, window, input),
                queue(rule, window, input),
                folded,
                Output.selects(rule.function())));
    }

    private @Nullable Running running(AggregateRule rule, Window window, Input input) {
        boolean isExtreme = queueOf(rule.function(), input) != null
                || rule.function() == AggregateFunction.FIRST_VALUE
                || rule.function() == AggregateFunction.LAST_VALUE
                || rule.function() == AggregateFunction.LAG;
        if (isExtreme || (rule.function() == AggregateFunction.COUNT && input.mask() < 0)) {
            return null;
        }
        boolean counts =
                rule.function() == AggregateFunction.COUNT_DISTINCT || rule.function() == AggregateFunction.MODE;
        boolean sums = !counts && rule.function() != AggregateFunction.COUNT;
        boolean squares = sums && rule.function() != AggregateFunction.SUM && rule.function() != AggregateFunction.AVG;
        List<Running> all = window.running();
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).input().equals(input)) {
                Running one = all.get(i);
                all.set(
                        i,
                        new Running(
                                input,
                                one.countWord() >= 0 || input.mask() < 0 || counts ? one.countWord() : take(1),
                                one.sumWord() >= 0 || !sums ? one.sumWord() : take(2),
                                one.squaresWord() >= 0 || !squares ? one.squaresWord() : take(4),
                                one.countsWord() >= 0 || !counts ? one.countsWord() : take(1),
                                one.index()));
                replace(window, one, all.get(i));
                return all.get(i);
            }
        }
        Running made = new Running(
                input,
                input.mask() < 0 || counts ? -1 : take(1),
                sums ? take(2) : -1,
                squares ? take(4) : -1,
                counts ? take(1) : -1,
                nextRunning++);
        all.add(made);
        return made;
    }

    /** Outputs placed before refer to what was kept then. */
    private void replace(Window window, Running before, Running now) {
        for (int i = 0; i < outputs.size(); i++) {
            Output output = outputs.get(i);
            Running kept = output.running();
            boolean isSame = output.window().at() == window.at() && kept != null && kept.index() == before.index();
            if (isSame) {
                outputs.set(
                        i,
                        new Output(
                                output.aggregate(),
                                output.rule(),
                                window,
                                output.input(),
                                now,
                                output.queue(),
                                output.folded(),
                                output.isSelection()));
            }
        }
    }

    private int take(int words) {
        nextWord += words;
        return nextWord - words;
    }

    private static @Nullable Keeps queueOf(AggregateFunction function, Input input) {
        return switch (function) {
            case MIN -> Keeps.MINIMA;
            case MAX -> Keeps.MAXIMA;
            case FIRST_VALUE, LAST_VALUE, LAG -> input.mask() < 0 ? null : Keeps.ALL;
            case COUNT, COUNT_DISTINCT, SUM, AVG, VAR_POP, VAR_SAMP, STDDEV_POP, STDDEV_SAMP, MODE -> null;
        };
    }

    private @Nullable Queue queue(AggregateRule rule, Window window, Input input) {
        Keeps keeps = queueOf(rule.function(), input);
        return keeps == null
                ? null
                : queueByUse.computeIfAbsent(List.of(window.head(), input, keeps), use -> {
                    Queue queue = new Queue(window.head(), input, keeps, take(2));
                    queues.add(queue);
                    return queue;
                });
    }

    private @Nullable Folded folded(AggregateRule rule, Window window, Input input) {
        Keep keep = switch (rule.function()) {
            case MIN -> Keep.MINIMUM;
            case MAX -> Keep.MAXIMUM;
            case FIRST_VALUE -> Keep.FIRST;
            case LAST_VALUE, LAG -> Keep.LAST;
            case COUNT, COUNT_DISTINCT, SUM, AVG, VAR_POP, VAR_SAMP, STDDEV_POP, STDDEV_SAMP, MODE -> null;
        };
        if (keep == null) {
            return null;
        }
        int most = Math.max(1, rule.offset());
        Folded made = new Folded(input, keep, nextWord, most);
        take(made.words());
        window.folded().add(made);
        return made;
    }
}
