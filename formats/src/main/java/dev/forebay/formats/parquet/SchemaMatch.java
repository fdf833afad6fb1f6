package dev.forebay.formats.parquet;

import dev.forebay.formats.parquet.Annotation.Kind;
import dev.forebay.formats.parquet.ColumnFill.FieldPlace;
import dev.forebay.types.Field;
import dev.forebay.types.Field.TimestampFormat;
import dev.forebay.types.Type;
import dev.forebay.types.diagnostic.NearestName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the column of a file for each field of a schema, and how its values become the field's. */
final class SchemaMatch {
    private final List<Leaf> leaves;
    private final Map<List<String>, Leaf> byPath = new HashMap<>();
    private final List<String> problems = new ArrayList<>();

    SchemaMatch(List<Leaf> leaves) {
        this.leaves = leaves;
        leaves.forEach(leaf -> byPath.putIfAbsent(leaf.path(), leaf));
    }

    /** What is wrong, a line for each field. */
    List<String> problems() {
        return problems;
    }

    /** The column of a field: its path, or its path joined with dots, as flattened tables have it. */
    @Nullable
    Leaf leaf(Field field) {
        Leaf leaf = byPath.get(field.path());
        return leaf != null ? leaf : byPath.get(List.of(String.join(".", field.path())));
    }

    /** How a column fills a field; null, and a problem is noted, where it cannot. Also null for an optional field without a column. */
    @Nullable
    ColumnFill fill(FieldPlace at) {
        Field field = at.field();
        Leaf leaf = leaf(field);
        if (leaf == null) {
            if (!field.optional()) {
                problems.add(missing(field));
            }
            return null;
        }
        ColumnFill fill = leaf.isRepeated() ? null : fill(at, leaf);
        if (fill == null) {
            problems.add("'%s': expected %s, found %s%s"
                    .formatted(leaf.name(), field.type(), leaf.description(), remedy(field, leaf)));
        }
        return fill;
    }

    private String missing(Field field) {
        String name = String.join(".", field.path());
        List<String> names = leaves.stream().map(Leaf::name).toList();
        Optional<String> nearest = NearestName.of(name, names);
        return "'%s': expected %s, found no such column%s"
                .formatted(
                        name,
                        field.type(),
                        nearest.map(near -> "; is it '" + near + "'?").orElse(""));
    }

    private static String remedy(Field field, Leaf leaf) {
        boolean epoch = field.type().kind() == Type.Kind.TIMESTAMP && isWhole(leaf);
        if (epoch) {
            return "; {type: timestamp, format: epoch_millis} reads numbers";
        }
        return natural(leaf)
                .filter(type -> !type.equals(field.type()))
                .map(type -> "; say " + type + " in the schema, or convert the column")
                .orElse("; convert the column");
    }

    /** The type that holds all of a column; empty where none does. */
    static Optional<Type> natural(Leaf leaf) {
        if (leaf.isRepeated()) {
            return Optional.empty();
        }
        Annotation means = leaf.annotation();
        return switch (means.kind()) {
            case NONE -> Optional.ofNullable(natural(leaf.type()));
            case STRING, ENUM, JSON, UUID, NOTHING -> Optional.of(Type.STRING);
            case INTEGER -> Optional.of(Type.LONG);
            case DECIMAL -> {
                boolean fits = means.first() >= 1
                        && means.first() <= Type.MAX_PRECISION
                        && means.second() >= 0
                        && means.second() <= means.first();
                yield fits ? Optional.of(Type.decimal(means.first(), means.second())) : Optional.empty();
            }
            case DATE -> Optional.of(Type.DATE);
            case TIMESTAMP_MILLIS, TIMESTAMP_MICROS, TIMESTAMP_NANOS -> Optional.of(Type.TIMESTAMP);
            case TIME, INTERVAL, BSON, FLOAT16, OTHER -> Optional.empty();
        };
    }

    private static @Nullable Type natural(PhysicalType type) {
        return switch (type) {
            case BOOLEAN -> Type.BOOLEAN;
            case INT32, INT64 -> Type.LONG;
            case INT96 -> Type.TIMESTAMP;
            case FLOAT, DOUBLE -> Type.DOUBLE;
            case BYTE_ARRAY -> Type.STRING;
            case FIXED_LEN_BYTE_ARRAY -> null;
        };
    }

    private static @Nullable ColumnFill fill(FieldPlace at, Leaf leaf) {
        Annotation means = leaf.annotation();
        if (means.kind() == Kind.NOTHING) {
            return new NothingFill(at);
        }
        Field field = at.field();
        return switch (field.type().kind()) {
            case BOOLEAN -> leaf.type() == PhysicalType.BOOLEAN ? new BooleanFill(at) : null;
            case DOUBLE -> doubles(at, leaf);
            case STRING -> text(at, leaf);
            case LONG -> isWhole(leaf) ? new WholeFill(at, whole(means)) : decimals(at, leaf, 19, 0);
            case DECIMAL ->
                decimals(at, leaf, field.type().precision(), field.type().scale());
            case DATE ->
                means.kind() == Kind.DATE && leaf.type() == PhysicalType.INT32
                        ? new WholeFill(at, WholeShape.DATE)
                        : timeText(at, leaf);
            case TIMESTAMP -> timestamps(at, leaf);
        };
    }

    private static boolean isWhole(Leaf leaf) {
        boolean number = leaf.type() == PhysicalType.INT32 || leaf.type() == PhysicalType.INT64;
        Kind kind = leaf.annotation().kind();
        return number && (kind == Kind.NONE || kind == Kind.INTEGER);
    }

    /** The bits of whole numbers without a sign; 0 where they have one. */
    private static int unsignedBits(Annotation means) {
        return means.kind() == Kind.INTEGER && means.second() == 0 ? means.first() : 0;
    }

    private static WholeShape whole(Annotation means) {
        int bits = unsignedBits(means);
        return bits == 0 ? WholeShape.signed() : WholeShape.unsigned(bits);
    }

    private static @Nullable ColumnFill doubles(FieldPlace at, Leaf leaf) {
        boolean floating = leaf.type() == PhysicalType.FLOAT || leaf.type() == PhysicalType.DOUBLE;
        if (floating || isWhole(leaf)) {
            return new DoubleFill(at, !floating, unsignedBits(leaf.annotation()));
        }
        return null;
    }

    private static @Nullable ColumnFill text(FieldPlace at, Leaf leaf) {
        if (leaf.annotation().kind() == Kind.UUID && leaf.byteLength() == 16) {
            return new UuidFill(at);
        }
        return isText(leaf) ? new TextFill(at) : null;
    }

    private static boolean isText(Leaf leaf) {
        Kind kind = leaf.annotation().kind();
        // Older writers do not say that bytes are text.
        boolean text = kind == Kind.STRING || kind == Kind.ENUM || kind == Kind.JSON || kind == Kind.NONE;
        return text && leaf.type() == PhysicalType.BYTE_ARRAY;
    }

    private static @Nullable ColumnFill decimals(FieldPlace at, Leaf leaf, int precision, int scale) {
        Annotation means = leaf.annotation();
        boolean decimal = means.kind() == Kind.DECIMAL
                && (leaf.type() == PhysicalType.INT32
                        || leaf.type() == PhysicalType.INT64
                        || leaf.type().isBytes());
        if (!decimal && !isWhole(leaf)) {
            return null;
        }
        if (precision > 18 && decimal && means.second() != 0) {
            return null;
        }
        WholeShape shape = WholeShape.decimal(decimal ? means.second() : 0, precision, scale);
        return shape == null ? null : new WholeFill(at, shape.asUnsigned(unsignedBits(means)));
    }

    private static @Nullable ColumnFill timestamps(FieldPlace at, Leaf leaf) {
        if (leaf.type() == PhysicalType.INT96) {
            return new WholeFill(at, WholeShape.timestamp(1, 1));
        }
        if (leaf.type() == PhysicalType.INT64) {
            switch (leaf.annotation().kind()) {
                case TIMESTAMP_MILLIS -> {
                    return new WholeFill(at, WholeShape.timestamp(1000, 1));
                }
                case TIMESTAMP_MICROS -> {
                    return new WholeFill(at, WholeShape.timestamp(1, 1));
                }
                case TIMESTAMP_NANOS -> {
                    return new WholeFill(at, WholeShape.timestamp(1, 1000));
                }
                default -> {}
            }
        }
        TimestampFormat format = at.field().timestampFormat();
        if (isWhole(leaf) && format != TimestampFormat.RFC3339) {
            long times = format == TimestampFormat.EPOCH_SECONDS
                    ? 1_000_000
                    : format == TimestampFormat.EPOCH_MILLIS ? 1000 : 1;
            int bits = unsignedBits(leaf.annotation());
            return new WholeFill(at, WholeShape.timestamp(times, 1).asUnsigned(bits));
        }
        return format == TimestampFormat.RFC3339 ? timeText(at, leaf) : null;
    }

    private static @Nullable ColumnFill timeText(FieldPlace at, Leaf leaf) {
        return isText(leaf) ? new TimeTextFill(at) : null;
    }
}
