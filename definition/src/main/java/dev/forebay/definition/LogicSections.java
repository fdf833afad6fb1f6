package dev.forebay.definition;

import dev.forebay.definition.Definition.Check;
import dev.forebay.definition.Definition.Event;
import dev.forebay.definition.Definition.Model;
import dev.forebay.definition.Definition.ModelOutput;
import dev.forebay.definition.Definition.Order;
import dev.forebay.definition.Definition.Otherwise;
import dev.forebay.definition.Definition.Output;
import dev.forebay.definition.Definition.TransformGroup;
import dev.forebay.definition.Definition.TransformStep;
import dev.forebay.definition.diagnostic.DefinitionCode;
import dev.forebay.definition.expression.Expression;
import dev.forebay.definition.keys.KeyTable;
import dev.forebay.definition.yaml.YamlNode;
import dev.forebay.definition.yaml.YamlNode.YamlMapping;
import dev.forebay.definition.yaml.YamlNode.YamlScalar;
import dev.forebay.types.diagnostic.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the sections that say what is computed: {@code event checks transforms output}. */
final class LogicSections {
    private final Values values;

    LogicSections(Values values) {
        this.values = values;
    }

    @Nullable
    Event event(KeyedMapping definition) {
        KeyedMapping event = values.mapping(definition, "event", KeyTable.EVENT);
        if (event == null) {
            return null;
        }
        Located<Order> order = values.choice(event, "order", KeyTable.ORDER, Order.class);
        return new Event(
                event.place(),
                values.name(event, "id"),
                values.name(event, "time"),
                order == null ? new Located<>(Order.ARRIVAL, event.place()) : order,
                values.duration(event, "lateness"),
                values.duration(event, "future"),
                duplicatesWithin(event),
                values.duration(event, "idle"));
    }

    private @Nullable Located<Duration> duplicatesWithin(KeyedMapping event) {
        YamlMapping.Entry entry = event.entry("duplicates");
        if (entry == null
                || (entry.value() instanceof YamlScalar scalar && scalar.text().equals("keep"))) {
            return null;
        }
        if (!(entry.value() instanceof YamlMapping)) {
            values.wrongShape(
                    entry.value(), entry.key().span(), "event.duplicates", "keep, or {reject: {within: 24h}}");
            return null;
        }
        KeyedMapping duplicates = values.mapping(event, "duplicates", KeyTable.DUPLICATES);
        KeyedMapping reject =
                duplicates == null ? null : values.mapping(duplicates, "reject", KeyTable.DUPLICATES_REJECT);
        return reject == null ? null : values.duration(reject, "within");
    }

    List<Check> checks(KeyedMapping definition) {
        List<Check> checks = new ArrayList<>();
        values.named(definition, "checks", "names of checks to conditions", (name, node) -> {
            String path = "checks." + name.value();
            Check check = node instanceof YamlMapping ? longCheck(name, node, path) : shortCheck(name, node, path);
            if (check != null) {
                checks.add(check);
            }
        });
        return checks;
    }

    private @Nullable Check shortCheck(Located<String> name, YamlNode node, String path) {
        Expression condition = values.sql(node, path, name.span());
        return condition == null ? null : new Check(name, condition, Otherwise.REJECT, null);
    }

    private @Nullable Check longCheck(Located<String> name, YamlNode node, String path) {
        KeyedMapping check = values.mapping(node, KeyTable.CHECK, path, name.span());
        if (check == null) {
            return null;
        }
        Expression condition = values.sql(check, "expect");
        Located<Otherwise> otherwise = values.choice(check, "otherwise", KeyTable.OTHERWISE, Otherwise.class);
        String description = values.plainText(check, "description");
        return condition == null
                ? null
                : new Check(name, condition, otherwise == null ? Otherwise.REJECT : otherwise.value(), description);
    }

    List<TransformGroup> transforms(KeyedMapping definition) {
        List<TransformGroup> groups = new ArrayList<>();
        values.named(definition, "transforms", "names of groups to their columns and steps", (name, node) -> {
            KeyedMapping group = values.mapping(node, KeyTable.TRANSFORM, "transforms." + name.value(), name.span());
            if (group != null) {
                groups.add(transform(name, group));
            }
        });
        return groups;
    }

    private TransformGroup transform(Located<String> name, KeyedMapping group) {
        List<Located<String>> columns = values.names(group, "columns");
        YamlMapping.Entry entry = group.entry("steps");
        List<TransformStep> steps = entry == null
                ? null
                : values.list(entry, group.pathOf("steps"), node -> step(node, group.pathOf("steps")));
        notEmpty(columns, group, "columns");
        notEmpty(steps, group, "steps");
        YamlNode suffix = group.get("suffix");
        boolean emptySuffix =
                suffix instanceof YamlScalar scalar && scalar.text().isEmpty();
        Located<String> suffixText = emptySuffix ? null : values.text(group, "suffix");
        return new TransformGroup(
                name,
                Objects.requireNonNullElse(columns, List.of()),
                Objects.requireNonNullElse(steps, List.of()),
                suffixText == null ? "" : suffixText.value(),
                values.text(group, "fitted"));
    }

    private void notEmpty(@Nullable List<?> list, KeyedMapping parent, String key) {
        YamlMapping.Entry entry = parent.entry(key);
        if (list != null
                && entry != null
                && entry.value() instanceof YamlNode.YamlList written
                && written.items().isEmpty()) {
            values.diagnostics()
                    .add(
                            DefinitionCode.WRONG_SHAPE,
                            entry.value().span(),
                            "'" + parent.pathOf(key) + "' needs at least one item, found an empty list");
        }
    }

    private @Nullable TransformStep step(YamlNode node, String path) {
        if (node instanceof YamlScalar scalar && !scalar.isAbsent()) {
            return new TransformStep(new Located<>(scalar.text(), scalar.span()), Map.of());
        }
        if (!(node instanceof YamlMapping mapping) || mapping.entries().size() != 1) {
            values.wrongShape(
                    node,
                    node.span(),
                    path,
                    "one transformer an item, such as StandardScaler, or StandardScaler: {with_mean: true}");
            return null;
        }
        YamlMapping.Entry entry = mapping.entries().get(0);
        Located<String> transformer = values.name(entry.key(), path);
        String inside = path + "." + entry.key().text();
        boolean bare = entry.value() instanceof YamlScalar scalar && scalar.isAbsent();
        Map<Located<String>, Parameter> parameters =
                bare ? Map.of() : parameters(entry.value(), entry.key().span(), inside);
        return transformer == null || parameters == null ? null : new TransformStep(transformer, parameters);
    }

    /** A mapping from names to single values or lists of them, in the order of the file. */
    private @Nullable Map<Located<String>, Parameter> parameters(YamlNode node, Span place, String path) {
        if (!(node instanceof YamlMapping mapping)) {
            values.wrongShape(node, place, path, "a mapping from names to single values or lists of them");
            return null;
        }
        Map<Located<String>, Parameter> parameters = new LinkedHashMap<>();
        for (YamlMapping.Entry entry : mapping.entries()) {
            Located<String> name = values.name(entry.key(), path);
            Parameter parameter = parameter(entry, path + "." + entry.key().text());
            if (name != null && parameter != null) {
                parameters.put(name, parameter);
            }
        }
        return Collections.unmodifiableMap(parameters);
    }

    private @Nullable Parameter parameter(YamlMapping.Entry entry, String path) {
        if (!(entry.value() instanceof YamlNode.YamlList)) {
            Scalar scalar = values.scalar(entry.value(), path);
            return scalar == null ? null : Parameter.of(scalar);
        }
        List<Scalar> items = values.list(entry, path, item -> values.scalar(item, path));
        return items == null ? null : new Parameter(items, true, entry.value().span());
    }

    /** A mapping from names to single values, in the order of the file. */
    @Nullable
    Map<Located<String>, Scalar> scalars(YamlNode node, Span place, String path) {
        if (!(node instanceof YamlMapping mapping)) {
            values.wrongShape(node, place, path, "a mapping from names to single values");
            return null;
        }
        Map<Located<String>, Scalar> scalars = new LinkedHashMap<>();
        for (YamlMapping.Entry entry : mapping.entries()) {
            Located<String> name = values.name(entry.key(), path);
            Scalar scalar =
                    values.scalar(entry.value(), path + "." + entry.key().text());
            if (name != null && scalar != null) {
                scalars.put(name, scalar);
            }
        }
        return Collections.unmodifiableMap(scalars);
    }

    @Nullable
    Model model(KeyedMapping definition) {
        if (definition.entry("model") == null) {
            return null;
        }
        KeyedMapping model = values.mapping(definition, "model", KeyTable.MODEL);
        Located<String> onnx = model == null ? null : values.text(model, "onnx");
        if (model == null || onnx == null) {
            return null;
        }
        List<ModelOutput> outputs = new ArrayList<>();
        values.named(model, "outputs", "names of columns to what of the model's outputs they are", (name, node) -> {
            Scalar from = values.scalar(node, "model.outputs." + name.value());
            if (from != null) {
                outputs.add(new ModelOutput(name, new Located<>(from.text(), from.span())));
            }
        });
        Located<Missing> missing = values.choice(model, "missing", KeyTable.MISSING, Missing.class);
        return new Model(model.place(), onnx, outputs, missing != null && missing.value() == Missing.NAN);
    }

    private enum Missing {
        REJECT,
        NAN
    }

    Output output(KeyedMapping definition) {
        KeyedMapping output = values.mapping(definition, "output", KeyTable.OUTPUT);
        if (output == null) {
            return new Output(null, List.of(), List.of());
        }
        List<Located<String>> keep = values.names(output, "keep");
        List<Located<String>> vector = values.names(output, "vector");
        if (output.entry("keep") == null && output.entry("vector") == null) {
            values.diagnostics()
                    .add(
                            DefinitionCode.MISSING_KEY,
                            output.place(),
                            "'output' needs the key 'keep' or the key 'vector'",
                            "keep: the columns that are written as they are, such as [transaction_id, timestamp]",
                            "vector: the model's input in order, such as [amounts]");
        }
        return new Output(
                output.place(),
                Objects.requireNonNullElse(keep, List.of()),
                Objects.requireNonNullElse(vector, List.of()));
    }
}
