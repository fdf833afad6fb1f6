package dev.forebay.testing.generate;

import dev.forebay.plan.Plan;
import dev.forebay.plan.window.Grouping;
import dev.forebay.plan.window.WindowRule;
import dev.forebay.testing.Finding;
import dev.forebay.testing.ReferenceEvent;
import dev.forebay.testing.expression.Values;
import dev.forebay.types.Field;
import dev.forebay.types.Type;
import dev.forebay.types.batch.ReasonCode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Random streams of decoded events for a plan with windows: few keys, some of them much more frequent than others; times that mostly
 * go on, with ties, on the bounds of windows, late, much too late and ahead; several partitions; values that break sums.
 *
 * <p>Each stream has its own temper: how wild its numbers are, and how often something is null, late or not finite.
 */
public final class StreamGenerator {
    private static final long START_MICROS = 1_522_540_800_000_000L;
    private static final long LAST_MICROS = 253_402_300_799_999_999L;
    private static final int REMEMBERED_TIMES = 50;
    private static final int EVENTS_TO_A_NEW_PARTITION = 8;
    private static final int IDS = 1_000_000;
    private static final List<Double> FAR_APART = List.of(
            1e300,
            -1e300,
            1e-300,
            -1e-300,
            1.0,
            -1.0,
            0.1,
            0x1p53,
            0.0,
            -0.0,
            Double.MIN_VALUE,
            -Double.MIN_VALUE,
            Double.MIN_NORMAL,
            Double.MAX_VALUE,
            -Double.MAX_VALUE);

    private final Chance chance;
    private final ValueGenerator values;
    private final Plan plan;
    private final List<Long> lengths = new ArrayList<>();
    private final Set<Integer> keySlots = new HashSet<>();
    private final Map<Integer, List<Object>> pools = new HashMap<>();
    private final List<Long> times = new ArrayList<>(List.of(START_MICROS));
    private final int partitions;
    private final long lagMicros;
    private final int nullRarity;
    private final int lateRarity;
    private final int unrealRarity;
    private final int wildness;
    private long nowMicros = START_MICROS;
    private int count;

    public StreamGenerator(Chance chance, Plan plan) {
        this.chance = chance;
        this.values = new ValueGenerator(chance);
        this.plan = plan;
        for (WindowRule window : plan.windowing().windows()) {
            List.of(window.lastMicros(), window.delayMicros(), window.idleMicros()).stream()
                    .filter(micros -> micros > 0)
                    .forEach(lengths::add);
        }
        lengths.add(Math.max(1, plan.event().latenessMicros()));
        for (Grouping grouping : plan.windowing().groupings()) {
            keySlots.addAll(grouping.keySlots());
        }
        partitions = chance.oneIn(2) ? chance.between(1, 3) : chance.between(3, 12);
        lagMicros = chance.oneIn(2) ? 0 : chance.pick(lengths) * chance.between(1, 3);
        nullRarity = chance.pick(List.of(3, 10, 1_000));
        lateRarity = chance.pick(List.of(4, 12, 1_000));
        unrealRarity = chance.pick(List.of(6, 40, 1_000_000));
        wildness = chance.below(3);
    }

    /** The next events. */
    public List<ReferenceEvent> next(int events) {
        List<ReferenceEvent> next = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            next.add(next());
        }
        return next;
    }

    /** The next event in the order read. */
    public ReferenceEvent next() {
        // New partitions appear as the stream goes on.
        int known = Math.min(partitions, 1 + count / EVENTS_TO_A_NEW_PARTITION);
        int partition = Math.min(chance.below(known), chance.below(known));
        List<@Nullable Object> row = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        for (int slot = 0; slot < plan.fields().size(); slot++) {
            Field field = plan.fields().get(slot);
            boolean isTime = slot == plan.event().timeSlot();
            if (!isTime && chance.oneIn(2_000)) {
                row.add(null);
                findings.add(new Finding(ReasonCode.WRONG_TYPE, field.name()));
            } else if (field.optional() && !isTime && chance.oneIn(nullRarity)) {
                row.add(null);
            } else {
                Object stored = isTime ? (Object) time(partition) : value(slot, field.type());
                row.add(Values.ofStored(field.type(), stored));
            }
        }
        count++;
        return new ReferenceEvent(partition, recordTime(), row, findings);
    }

    private @Nullable Instant recordTime() {
        long near = nowMicros + chance.between(-200, 400) * 1_000_000L;
        return chance.oneIn(6) ? null : Instant.EPOCH.plus(near, ChronoUnit.MICROS);
    }

    private Object value(int slot, Type type) {
        if (slot == plan.event().idSlot()) {
            long id = chance.oneIn(8) ? count - chance.below(4) : count;
            return type.kind() == Type.Kind.STRING ? (Object) ("id-" + id % IDS) : (Object) id;
        }
        List<Object> pool = pools.computeIfAbsent(slot, key -> pool(type));
        boolean fromPool = keySlots.contains(slot) ? !chance.oneIn(20) : chance.oneIn(3);
        return fromPool ? pool.get(Math.min(chance.below(pool.size()), chance.below(pool.size()))) : anything(type);
    }

    private List<Object> pool(Type type) {
        List<Object> pool = new ArrayList<>();
        for (int i = chance.between(1, 5); i > 0; i--) {
            pool.add(anything(type));
        }
        if (type.kind() == Type.Kind.DOUBLE && chance.oneIn(2)) {
            pool.addAll(List.of(0.0, -0.0));
        }
        return pool;
    }

    /** Numbers as wild as the stream is: of one order, far apart, or anything at all. */
    private Object anything(Type type) {
        boolean isDouble = type.kind() == Type.Kind.DOUBLE;
        if (isDouble && chance.oneIn(unrealRarity)) {
            return chance.pick(List.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY));
        }
        if (wildness == 2 || !(isDouble || type.kind() == Type.Kind.LONG)) {
            return values.finite(type);
        }
        if (wildness == 1 && isDouble) {
            return chance.pick(FAR_APART);
        }
        return isDouble ? (Object) (chance.between(-500, 5_000) / 100.0) : (Object) (long) chance.between(-9, 500);
    }

    /** Each partition is a little further behind than the one before it. */
    private long time(int partition) {
        long time = limited((chance.oneIn(lateRarity) ? late() : onwards()) - partition * lagMicros);
        nowMicros = Math.max(nowMicros, Math.min(time, nowMicros + 1_000 * chance.pick(lengths)));
        times.add(time);
        if (times.size() > REMEMBERED_TIMES) {
            times.remove(0);
        }
        return time;
    }

    private long onwards() {
        long length = chance.pick(lengths);
        return switch (chance.below(10)) {
            case 0, 1, 2 -> nowMicros;
            case 3 -> nowMicros + 1;
            case 4 -> Math.max(nowMicros, onBound());
            case 5 -> chance.oneIn(8) ? nowMicros + length * chance.between(1, 9) : nowMicros + length;
            case 6 -> chance.oneIn(300) ? LAST_MICROS : nowMicros + Math.floorMod(chance.anyLong(), length);
            default -> nowMicros + Math.floorMod(chance.anyLong(), Math.max(1, length / 4));
        };
    }

    /** Exactly a window's length after an event, or a microsecond beside it. */
    private long onBound() {
        long length = chance.pick(lengths) + (chance.oneIn(2) ? chance.pick(lengths) : 0);
        return chance.pick(times) + length + chance.between(-1, 1);
    }

    private long late() {
        long length = chance.pick(lengths);
        return switch (chance.below(6)) {
            case 0 -> chance.pick(times);
            case 1 -> chance.pick(times) - length;
            case 2 -> nowMicros - plan.event().latenessMicros() - chance.between(0, 2);
            case 3 -> nowMicros - 100 * length;
            default -> nowMicros - Math.floorMod(chance.anyLong(), 2 * length);
        };
    }

    private static long limited(long micros) {
        return Math.max(-START_MICROS, Math.min(LAST_MICROS, micros));
    }
}
