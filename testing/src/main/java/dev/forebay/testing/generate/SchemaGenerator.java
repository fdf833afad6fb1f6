package dev.forebay.testing.generate;

import dev.forebay.types.Field;
import dev.forebay.types.Field.TimestampFormat;
import dev.forebay.types.Type;
import java.util.ArrayList;
import java.util.List;

/** Random schemas: an id and a time mostly, then columns of every type, some nested, some optional. */
final class SchemaGenerator {
    static final String ID = "event_id";
    static final String TIME = "happened_at";

    private static final List<String> ODD_NAMES =
            List.of("timestamp", "value", "count", "order", "größe", "two words", "a.b", "select", "x😀", "quo\"te");

    private final Chance chance;

    SchemaGenerator(Chance chance) {
        this.chance = chance;
    }

    List<Field> fields() {
        List<Field> fields = new ArrayList<>();
        if (!chance.oneIn(4)) {
            fields.add(Field.of(ID, chance.oneIn(2) ? Type.LONG : Type.STRING, chance.oneIn(2)));
        }
        if (!chance.oneIn(4)) {
            fields.add(new Field(TIME, List.of(TIME), Type.TIMESTAMP, timestampFormat(), chance.oneIn(3)));
        }
        List<Type.Kind> kinds = List.of(Type.Kind.values());
        int columns = chance.between(3, 12);
        for (int i = 0; i < columns; i++) {
            fields.add(field("c" + i, type(i < kinds.size() ? kinds.get(i) : chance.pick(kinds))));
        }
        if (chance.oneIn(3)) {
            fields.add(field(chance.pick(ODD_NAMES), Type.DOUBLE));
        }
        return fields;
    }

    /** Fields with an id, a time that every event has, and every type. */
    List<Field> timedFields() {
        List<Field> fields = new ArrayList<>();
        fields.add(Field.of(ID, chance.oneIn(2) ? Type.LONG : Type.STRING, chance.oneIn(4)));
        fields.add(Field.of(TIME, Type.TIMESTAMP, false));
        List<Type.Kind> kinds = List.of(Type.Kind.values());
        int columns = chance.between(kinds.size(), kinds.size() + 3);
        for (int i = 0; i < columns; i++) {
            fields.add(field("c" + i, type(i < kinds.size() ? kinds.get(i) : chance.pick(kinds))));
        }
        return fields;
    }

    private Field field(String name, Type type) {
        List<String> path = switch (chance.below(8)) {
            case 0 -> List.of("device", name);
            case 1 -> List.of("device", "os", name);
            case 2 -> List.of("renamed " + name);
            default -> List.of(name);
        };
        TimestampFormat format = type.kind() == Type.Kind.TIMESTAMP ? timestampFormat() : TimestampFormat.RFC3339;
        return new Field(name, path, type, format, chance.oneIn(2));
    }

    private TimestampFormat timestampFormat() {
        return chance.oneIn(2) ? TimestampFormat.RFC3339 : chance.pick(List.of(TimestampFormat.values()));
    }

    private Type type(Type.Kind kind) {
        if (kind != Type.Kind.DECIMAL) {
            return Type.parse(kind.name().toLowerCase(java.util.Locale.ROOT)).orElseThrow();
        }
        int precision = chance.between(1, Type.MAX_PRECISION);
        return Type.decimal(precision, chance.below(precision + 1));
    }
}
