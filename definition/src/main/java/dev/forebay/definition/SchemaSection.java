package dev.forebay.definition;

import dev.forebay.definition.Definition.Constraint;
import dev.forebay.definition.Definition.SchemaColumn;
import dev.forebay.definition.diagnostic.DefinitionCode;
import dev.forebay.definition.keys.KeyTable;
import dev.forebay.definition.yaml.YamlNode;
import dev.forebay.definition.yaml.YamlNode.YamlList;
import dev.forebay.definition.yaml.YamlNode.YamlMapping;
import dev.forebay.definition.yaml.YamlNode.YamlScalar;
import dev.forebay.types.Field.TimestampFormat;
import dev.forebay.types.Type;
import dev.forebay.types.diagnostic.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the section {@code schema}. */
final class SchemaSection {
    private final Values values;

    SchemaSection(Values values) {
        this.values = values;
    }

    List<SchemaColumn> schema(KeyedMapping definition) {
        List<SchemaColumn> columns = new ArrayList<>();
        values.named(definition, "schema", "column names to types", (name, node) -> {
            SchemaColumn column = node instanceof YamlMapping ? longForm(name, node) : shortForm(name, node);
            if (column != null) {
                columns.add(column);
            }
        });
        YamlMapping.Entry entry = definition.entry("schema");
        if (entry != null
                && entry.value() instanceof YamlMapping mapping
                && mapping.entries().isEmpty()) {
            values.wrongShape(entry.value(), entry.key().span(), "schema", "at least one column");
        }
        return columns;
    }

    private @Nullable SchemaColumn shortForm(Located<String> name, YamlNode node) {
        Located<Type> type = values.type(values.text(node, "schema." + name.value(), name.span()));
        return type == null
                ? null
                : new SchemaColumn(
                        name, type, TimestampFormat.RFC3339, false, List.of(name.value()), List.of(), null, null);
    }

    private @Nullable SchemaColumn longForm(Located<String> name, YamlNode node) {
        KeyedMapping column = values.mapping(node, KeyTable.COLUMN, "schema." + name.value(), name.span());
        if (column == null) {
            return null;
        }
        Located<Type> type = values.type(values.text(column, "type"));
        Located<TimestampFormat> format =
                values.choice(column, "format", KeyTable.TIMESTAMP_FORMAT, TimestampFormat.class);
        Boolean optional = values.bool(column, "optional");
        List<String> from = from(column);
        List<Constraint> constraints = constraints(column);
        Located<Duration> knownAfter = knownAfter(column, optional);
        String description = values.plainText(column, "description");
        if (type == null) {
            return null;
        }
        if (format != null && !type.value().equals(Type.TIMESTAMP)) {
            values.diagnostics()
                    .add(
                            DefinitionCode.WRONG_VALUE,
                            format.span(),
                            "'format' says how a timestamp is written, and '" + Values.shortened(name.value())
                                    + "' is a " + type.value(),
                            "take 'format' away, or make the type timestamp");
        }
        return new SchemaColumn(
                name,
                type,
                format == null ? TimestampFormat.RFC3339 : format.value(),
                Objects.requireNonNullElse(optional, false) || knownAfter != null,
                from == null || from.isEmpty() ? List.of(name.value()) : from,
                constraints,
                knownAfter,
                description);
    }

    /** A value that comes after its event is not there when the event is. */
    private @Nullable Located<Duration> knownAfter(KeyedMapping column, @Nullable Boolean optional) {
        Located<Duration> knownAfter = values.duration(column, "known_after");
        if (knownAfter != null && knownAfter.value().isZero()) {
            values.diagnostics()
                    .add(
                            DefinitionCode.WRONG_VALUE,
                            knownAfter.span(),
                            "'known_after' must be longer than 0",
                            "a value that comes with its event needs no 'known_after': take it away");
            return null;
        }
        YamlMapping.Entry written = column.entry("optional");
        if (knownAfter != null && written != null && Boolean.FALSE.equals(optional)) {
            values.diagnostics()
                    .add(
                            DefinitionCode.WRONG_VALUE,
                            written.value().span(),
                            "a column with 'known_after' is optional, found 'optional: false'",
                            "its value is not known yet when the event comes: take 'optional: false' away");
        }
        return knownAfter;
    }

    private @Nullable List<String> from(KeyedMapping column) {
        YamlMapping.Entry entry = column.entry("from");
        if (entry == null) {
            return null;
        }
        String path = column.pathOf("from");
        if (entry.value() instanceof YamlList) {
            return values.list(entry, path, node -> {
                Located<String> key = values.text(node, path, node.span());
                return key == null ? null : key.value();
            });
        }
        Located<String> text = values.text(column, "from");
        if (text == null) {
            return null;
        }
        List<String> keys = List.of(text.value().split("\\.", -1));
        if (keys.contains("")) {
            values.diagnostics()
                    .add(
                            DefinitionCode.WRONG_VALUE,
                            text.span(),
                            "'" + path + "' needs keys with one dot between two, found '"
                                    + Values.shortened(text.value()) + "'",
                            "for example: from: device.os",
                            "a key that has a dot itself stands in a list: from: [device, \"os.name\"]");
            return null;
        }
        return keys;
    }

    private List<Constraint> constraints(KeyedMapping column) {
        List<Constraint> constraints = new ArrayList<>();
        bound(column, "min", constraints);
        bound(column, "max", constraints);
        oneOf(column, constraints);
        Located<String> pattern = values.text(column, "pattern");
        if (pattern != null) {
            constraints.add(new Constraint.Pattern(pattern, pattern.span()));
        }
        length(column, "min_length", constraints);
        length(column, "max_length", constraints);
        return constraints;
    }

    private void bound(KeyedMapping column, String key, List<Constraint> into) {
        YamlMapping.Entry entry = column.entry(key);
        if (entry == null) {
            return;
        }
        if (entry.value() instanceof YamlScalar scalar && !scalar.isAbsent()) {
            Scalar bound = CoreSchema.scalar(scalar);
            into.add(
                    key.equals("min")
                            ? new Constraint.Min(bound, bound.span())
                            : new Constraint.Max(bound, bound.span()));
        } else {
            values.wrongShape(entry.value(), entry.key().span(), column.pathOf(key), "a single value");
        }
    }

    private void oneOf(KeyedMapping column, List<Constraint> into) {
        YamlMapping.Entry entry = column.entry("in");
        List<Scalar> allowed = entry == null
                ? null
                : values.list(entry, column.pathOf("in"), node -> values.scalar(node, column.pathOf("in")));
        if (entry == null || allowed == null) {
            return;
        }
        Span span = entry.value().span();
        if (allowed.isEmpty()) {
            values.diagnostics()
                    .add(
                            DefinitionCode.WRONG_SHAPE,
                            span,
                            "'" + column.pathOf("in") + "' needs at least one value, or no event could pass");
        }
        into.add(new Constraint.In(List.copyOf(allowed), span));
    }

    private void length(KeyedMapping column, String key, List<Constraint> into) {
        OperationalText text = values.logical(values.text(column, key));
        Long length = values.integer(text, column.pathOf(key), 0, Integer.MAX_VALUE);
        if (text != null && length != null) {
            into.add(
                    key.equals("min_length")
                            ? new Constraint.MinLength(length, text.span())
                            : new Constraint.MaxLength(length, text.span()));
        }
    }
}
