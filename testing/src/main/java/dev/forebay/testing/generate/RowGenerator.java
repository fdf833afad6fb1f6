package dev.forebay.testing.generate;

import dev.forebay.testing.Finding;
import dev.forebay.testing.ReferenceEvent;
import dev.forebay.testing.expression.Values;
import dev.forebay.types.Field;
import dev.forebay.types.Type;
import dev.forebay.types.batch.ReasonCode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Random decoded events, of values that no JSON can carry too: NaN and the infinities. */
public final class RowGenerator {
    private static final int PARTITIONS = 3;

    private final Chance chance;
    private final FieldValues fieldValues;
    private final ValueGenerator values;
    private final List<Field> fields;

    public RowGenerator(Chance chance, List<Field> fields) {
        this.chance = chance;
        this.fieldValues = new FieldValues(chance);
        this.values = new ValueGenerator(chance);
        this.fields = List.copyOf(fields);
    }

    /** The next event. */
    public ReferenceEvent next() {
        List<@Nullable Object> row = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        for (Field field : fields) {
            if (chance.oneIn(200)) {
                row.add(null);
                findings.add(new Finding(ReasonCode.WRONG_TYPE, field.name()));
            } else if (field.optional() && chance.oneIn(4)) {
                row.add(null);
            } else {
                Object stored = field.type().equals(Type.DOUBLE) ? values.value(Type.DOUBLE) : fieldValues.next(field);
                row.add(Values.ofStored(field.type(), stored));
            }
        }
        return new ReferenceEvent(chance.below(PARTITIONS), recordTime(), row, findings);
    }

    /** The next record's own timestamp; null for none. */
    public @Nullable Instant recordTime() {
        return chance.oneIn(6) ? null : Instant.EPOCH.plus(fieldValues.recordMicros(), ChronoUnit.MICROS);
    }
}
