package dev.forebay.definition;

import dev.forebay.definition.diagnostic.DefinitionCode;
import dev.forebay.definition.expression.Expression;
import dev.forebay.definition.keys.Keys;
import dev.forebay.definition.keys.Shape.Choice;
import dev.forebay.definition.yaml.YamlNode;
import dev.forebay.definition.yaml.YamlNode.YamlList;
import dev.forebay.definition.yaml.YamlNode.YamlMapping;
import dev.forebay.definition.yaml.YamlNode.YamlScalar;
import dev.forebay.types.Type;
import dev.forebay.types.diagnostic.Diagnostics;
import dev.forebay.types.diagnostic.NearestName;
import dev.forebay.types.diagnostic.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads single values of a definition. Each method gives null after it has added what is wrong; a value that is not written
 * (a null node) gives null without a word.
 */
final class Values {
    private final Diagnostics diagnostics;
    private final Environment environment;

    Values(Diagnostics diagnostics, Environment environment) {
        this.diagnostics = diagnostics;
        this.environment = environment;
    }

    static String shortened(String text) {
        String line = text.replace('\n', ' ').replace('\r', ' ');
        return line.length() <= 60 ? line : line.substring(0, 57) + "...";
    }

    Diagnostics diagnostics() {
        return diagnostics;
    }

    /** The mapping under a key, with its keys checked. */
    @Nullable
    KeyedMapping mapping(KeyedMapping parent, String key, Keys keys) {
        YamlMapping.Entry entry = parent.entry(key);
        return entry == null
                ? null
                : mapping(entry.value(), keys, parent.pathOf(key), entry.key().span());
    }

    @Nullable
    KeyedMapping mapping(YamlNode node, Keys keys, String path, Span place) {
        if (node instanceof YamlMapping mapping) {
            return new KeyedMapping(mapping, keys, path, place, diagnostics);
        }
        wrongShape(node, place, path, "a mapping with the keys " + String.join(", ", keys.names()));
        return null;
    }

    /** Reports a node of the wrong shape. */
    void wrongShape(YamlNode node, Span place, String path, String needed) {
        boolean absent = node instanceof YamlScalar scalar && scalar.isAbsent();
        diagnostics.add(
                DefinitionCode.WRONG_SHAPE,
                absent ? place : node.span(),
                "'" + path + "' needs " + needed + ", found " + node.shape(),
                shapeNotes(node, needed));
    }

    private static String[] shapeNotes(YamlNode node, String needed) {
        if (node instanceof YamlMapping && needed.startsWith("a list")) {
            return new String[] {"an item of a list begins with '- '"};
        }
        if (node instanceof YamlList && needed.startsWith("a mapping")) {
            return new String[] {"'- ' begins an item of a list; in a mapping write name: value"};
        }
        return new String[0];
    }

    /** Calls {@code each} for every name and value of a mapping from names. */
    void named(KeyedMapping parent, String key, String what, BiConsumer<Located<String>, YamlNode> each) {
        YamlMapping.Entry entry = parent.entry(key);
        if (entry == null) {
            return;
        }
        if (!(entry.value() instanceof YamlMapping mapping)) {
            wrongShape(entry.value(), entry.key().span(), parent.pathOf(key), "a mapping from " + what);
            return;
        }
        var parts = FlowCommas.report(mapping, diagnostics);
        for (YamlMapping.Entry item : mapping.entries()) {
            if (!parts.contains(item)) {
                Located<String> name = name(item.key(), what);
                if (name != null) {
                    each.accept(name, item.value());
                }
            }
        }
    }

    /** A name that the author chose: any text without control characters. */
    @Nullable
    Located<String> name(YamlNode node, String path) {
        Located<String> text = text(node, path, node.span());
        if (text == null) {
            return null;
        }
        String name = text.value();
        if (name.isBlank() || name.codePoints().anyMatch(Character::isISOControl) || name.length() > 200) {
            diagnostics.add(
                    DefinitionCode.WRONG_NAME,
                    text.span(),
                    name.isBlank()
                            ? "a name cannot be empty"
                            : name.length() > 200
                                    ? "a name has at most 200 characters, this one has " + name.length()
                                    : "a name cannot have control characters, found '" + printable(shortened(name))
                                            + "'");
            return null;
        }
        return text;
    }

    private static String printable(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints()
                .forEach(c -> out.append(Character.isISOControl(c) ? "\\u%04X".formatted(c) : Character.toString(c)));
        return out.toString();
    }

    /** A text that is not empty. */
    @Nullable
    Located<String> text(@Nullable YamlNode node, String path, Span place) {
        if (node == null) {
            return null;
        }
        if (!(node instanceof YamlScalar scalar) || scalar.isAbsent()) {
            wrongShape(node, place, path, "a text");
            return null;
        }
        return new Located<>(scalar.text(), scalar.span());
    }

    @Nullable
    Located<String> text(KeyedMapping parent, String key) {
        YamlMapping.Entry entry = parent.entry(key);
        return entry == null
                ? null
                : text(entry.value(), parent.pathOf(key), entry.key().span());
    }

    @Nullable
    Located<String> name(KeyedMapping parent, String key) {
        YamlMapping.Entry entry = parent.entry(key);
        return entry == null || text(parent, key) == null ? null : name(entry.value(), parent.pathOf(key));
    }

    @Nullable
    String plainText(KeyedMapping parent, String key) {
        Located<String> text = text(parent, key);
        return text == null ? null : text.value();
    }

    /** A text under an operational key, its environment variables replaced. */
    @Nullable
    OperationalText operational(KeyedMapping parent, String key) {
        YamlMapping.Entry entry = parent.entry(key);
        return entry == null
                ? null
                : operational(entry.value(), parent.pathOf(key), entry.key().span());
    }

    @Nullable
    OperationalText operational(YamlNode node, String path, Span place) {
        return text(node, path, place) != null && node instanceof YamlScalar scalar
                ? environment.substitute(scalar)
                : null;
    }

    Map<String, OperationalText> properties(KeyedMapping parent, String key) {
        Map<String, OperationalText> properties = new LinkedHashMap<>();
        named(parent, key, "client settings to their values", (name, node) -> {
            OperationalText value = operational(node, parent.pathOf(key) + "." + name.value(), name.span());
            if (value != null) {
                properties.put(name.value(), value);
            }
        });
        return Collections.unmodifiableMap(properties);
    }

    /** A list of names in which none stands twice. */
    @Nullable
    List<Located<String>> names(KeyedMapping parent, String key) {
        YamlMapping.Entry entry = parent.entry(key);
        return entry == null ? null : names(entry.value(), entry.key().span(), parent.pathOf(key));
    }

    @Nullable
    List<Located<String>> names(YamlNode node, Span place, String path) {
        List<Located<String>> names = list(node, place, path, item -> name(item, path));
        Map<String, Span> seen = new HashMap<>();
        for (Located<String> name : names == null ? List.<Located<String>>of() : names) {
            Span first = seen.putIfAbsent(name.value(), name.span());
            if (first != null) {
                diagnostics.add(
                        DefinitionCode.SAID_TWICE,
                        name.span(),
                        "'" + shortened(name.value()) + "' stands twice in '" + path + "'",
                        "it stands first at line " + first.line() + ", column " + first.column());
            }
        }
        return names;
    }

    /** The items of a list that could be read. */
    <T> @Nullable List<T> list(YamlMapping.Entry entry, String path, Function<YamlNode, @Nullable T> item) {
        return list(entry.value(), entry.key().span(), path, item);
    }

    private <T> @Nullable List<T> list(YamlNode node, Span place, String path, Function<YamlNode, @Nullable T> item) {
        if (!(node instanceof YamlList list)) {
            String example = node instanceof YamlScalar scalar && !scalar.isAbsent()
                    ? "a list, such as [" + shortened(scalar.text()) + "]"
                    : "a list";
            wrongShape(node, place, path, example);
            return null;
        }
        List<T> items = new ArrayList<>();
        for (YamlNode part : list.items()) {
            T read = item.apply(part);
            if (read != null) {
                items.add(read);
            }
        }
        return items;
    }

    @Nullable
    Scalar scalar(YamlNode node, String path) {
        if (node instanceof YamlScalar scalar) {
            return CoreSchema.scalar(scalar);
        }
        wrongShape(node, node.span(), path, "a single value");
        return null;
    }

    /** A whole number from {@code least} to {@code most}. */
    @Nullable
    Long integer(@Nullable OperationalText text, String path, long least, long most) {
        if (text == null) {
            return null;
        }
        if (text.value().matches("[0-9]{1,18}")) {
            long value = Long.parseLong(text.value());
            if (value >= least && value <= most) {
                return value;
            }
        }
        wrongValue(text, path, "a whole number from " + least + " to " + most);
        return null;
    }

    private void wrongValue(OperationalText text, String path, String needed, String... notes) {
        diagnostics.add(
                DefinitionCode.WRONG_VALUE,
                text.span(),
                "'" + path + "' needs " + needed + ", found '" + shortened(text.written()) + "'",
                notes);
    }

    @Nullable
    Boolean bool(KeyedMapping parent, String key) {
        YamlNode node = parent.get(key);
        if (node == null) {
            return null;
        }
        Scalar scalar = scalar(node, parent.pathOf(key));
        if (scalar == null || scalar.kind() == Scalar.Kind.BOOLEAN) {
            return scalar == null ? null : Boolean.valueOf(scalar.text());
        }
        wrongValue(
                new OperationalText(scalar.text(), scalar.text(), scalar.span()), parent.pathOf(key), "true or false");
        return null;
    }

    /** One of the words that the key table lists, as the constant of the same name. */
    <E extends Enum<E>> @Nullable Located<E> choice(KeyedMapping parent, String key, Choice choice, Class<E> type) {
        OperationalText text = logical(text(parent, key));
        return text == null ? null : choice(text, parent.pathOf(key), choice, type);
    }

    <E extends Enum<E>> @Nullable Located<E> choice(OperationalText text, String path, Choice choice, Class<E> type) {
        String word = text.value();
        if (choice.choices().contains(word)) {
            return new Located<>(Enum.valueOf(type, word.toUpperCase(Locale.ROOT)), text.span());
        }
        if (choice.later().contains(word)) {
            diagnostics.add(
                    DefinitionCode.NOT_YET_AVAILABLE,
                    text.span(),
                    "'" + path + ": " + word + "' is not yet available",
                    "available today: " + String.join(", ", choice.choices()));
            return null;
        }
        String nearest = NearestName.of(text.written(), choice.choices())
                .map(name -> "did you mean '" + name + "'?")
                .orElse("");
        String[] notes = nearest.isEmpty() ? new String[0] : new String[] {nearest};
        wrongValue(text, path, choice.words(), notes);
        return null;
    }

    /** A text that has no environment variables, in the form of one that may. */
    @Nullable
    OperationalText logical(@Nullable Located<String> text) {
        return text == null ? null : new OperationalText(text.value(), text.value(), text.span());
    }

    @Nullable
    Located<Duration> duration(KeyedMapping parent, String key) {
        Located<String> text = text(parent, key);
        return text == null ? null : Quantities.duration(text, parent.pathOf(key), diagnostics);
    }

    @Nullable
    Long bytes(@Nullable OperationalText text, String path) {
        return text == null ? null : Quantities.bytes(text, path, diagnostics);
    }

    @Nullable
    Located<Type> type(@Nullable Located<String> text) {
        return text == null ? null : TypeNames.type(text, diagnostics);
    }

    /** The expression in a scalar. */
    @Nullable
    Expression sql(YamlNode node, String path, Span place) {
        if (!(node instanceof YamlScalar scalar)) {
            wrongShape(node, place, path, "an expression");
            return null;
        }
        return SqlScalars.parse(scalar, place, diagnostics);
    }

    /** The expression in a scalar, {@code places} in braces filled with the names of columns. */
    @Nullable
    Expression sql(KeyedMapping parent, String key, Map<String, String> places) {
        YamlMapping.Entry entry = parent.entry(key);
        return entry != null && entry.value() instanceof YamlScalar scalar
                ? SqlScalars.parse(
                        scalar,
                        Placeholders.fill(scalar.decoded(), places),
                        entry.key().span(),
                        diagnostics)
                : sql(parent, key);
    }

    @Nullable
    Expression sql(KeyedMapping parent, String key) {
        YamlMapping.Entry entry = parent.entry(key);
        return entry == null
                ? null
                : sql(entry.value(), parent.pathOf(key), entry.key().span());
    }
}
