package dev.forebay.testing.generate;

import dev.forebay.types.Field;
import dev.forebay.types.Type;
import java.util.List;

/** Values for the fields of events in a row: ids that come again, times that mostly go on, anything elsewhere. */
final class FieldValues {
    private static final long START_MICROS = 1_522_540_800_000_000L;
    private static final int IDS = 4;

    private final Chance chance;
    private final ValueGenerator values;
    private long nowMicros = START_MICROS;

    FieldValues(Chance chance) {
        this.chance = chance;
        this.values = new ValueGenerator(chance);
    }

    /** A value as vectors store it, that an event can carry. */
    Object next(Field field) {
        if (field.name().equals(SchemaGenerator.ID)) {
            long id = chance.below(IDS);
            return field.type().kind() == Type.Kind.STRING ? (Object) ("id-" + id) : (Object) id;
        }
        return field.name().equals(SchemaGenerator.TIME) ? (Object) time() : values.finite(field.type());
    }

    private long time() {
        if (chance.oneIn(40)) {
            return (Long) values.finite(Type.TIMESTAMP);
        }
        nowMicros += chance.pick(List.of(0L, 1L, 1_000_000L, 10_000_000L, 900_000_000L));
        return chance.oneIn(4) ? nowMicros - chance.between(0, 7_200) * 1_000_000L : nowMicros;
    }

    /** When a record is said to have been written that carries an event of about now. */
    long recordMicros() {
        return nowMicros + chance.between(-600, 600) * 1_000_000L;
    }
}
