package dev.forebay.definition;

import dev.forebay.definition.diagnostic.DefinitionCode;
import dev.forebay.definition.keys.KeyTable;
import dev.forebay.definition.yaml.YamlNode;
import dev.forebay.definition.yaml.YamlNode.YamlMapping;
import dev.forebay.definition.yaml.YamlReader;
import dev.forebay.types.diagnostic.Diagnostic;
import dev.forebay.types.diagnostic.Diagnostics;
import dev.forebay.types.diagnostic.SourceText;
import dev.forebay.types.diagnostic.Span;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads definitions. Finds all that is wrong with a file in one run. Stateless; safe for several threads. */
public final class DefinitionParser {
    private static final Pattern PIPELINE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,199}");

    private final SourceText text;
    private final Diagnostics diagnostics = new Diagnostics();
    private final VariableFence fence = new VariableFence(diagnostics);
    private final Values values;
    private @Nullable YamlMapping root;

    private DefinitionParser(SourceText text, Function<String, @Nullable String> environment) {
        this.text = text;
        this.values = new Values(diagnostics, new Environment(environment, diagnostics));
    }

    /**
     * The definition in {@code text}.
     *
     * @param environment the value of an environment variable; null where it is not set
     */
    public static ParsedDefinition parse(SourceText text, Function<String, @Nullable String> environment) {
        DefinitionParser parser = new DefinitionParser(text, environment);
        Definition definition = parser.definition();
        List<Diagnostic> diagnostics = parser.diagnostics.sorted().stream()
                .filter(found ->
                        found.code() == DefinitionCode.VARIABLE_NOT_ALLOWED || !parser.fence.covers(found.span()))
                .toList();
        YamlMapping root = parser.root;
        if (!parser.diagnostics.hasErrors()) {
            return new ParsedDefinition(definition, null, diagnostics);
        }
        LegiblePart legible =
                root == null || definition == null ? null : LegibleSections.of(root, definition, diagnostics);
        return new ParsedDefinition(null, legible, diagnostics);
    }

    private @Nullable Definition definition() {
        YamlNode node = YamlReader.read(text, diagnostics);
        if (node == null) {
            return null;
        }
        if (!(node instanceof YamlMapping mapping)) {
            diagnostics.add(
                    DefinitionCode.NOT_A_MAPPING,
                    new Span(text, node.span().start(), node.span().start()),
                    "a definition is a mapping of keys to values, found " + node.shape(),
                    "it begins with: forebay: 1",
                    "a key is followed by a colon and a space");
            return null;
        }
        root = mapping;
        fence.check(mapping);
        Span start = mapping.entries().isEmpty()
                ? mapping.span()
                : mapping.entries().get(0).key().span();
        KeyedMapping definition = new KeyedMapping(mapping, KeyTable.DEFINITION, "", start, diagnostics);
        version(definition);
        return sections(definition);
    }

    private void version(KeyedMapping definition) {
        Located<String> version = values.text(definition, "forebay");
        if (version != null && !version.value().equals("1")) {
            diagnostics.add(
                    DefinitionCode.UNKNOWN_VERSION,
                    version.span(),
                    "version '" + Values.shortened(version.value()) + "' of the definition language is unknown",
                    "this Forebay reads version 1: forebay: 1");
        }
    }

    private @Nullable Definition sections(KeyedMapping definition) {
        OperationalSections operational = new OperationalSections(values);
        LogicSections logic = new LogicSections(values);
        Located<String> pipeline = pipeline(definition);
        var source = operational.source(definition);
        var event = logic.event(definition);
        var schema = new SchemaSection(values).schema(definition);
        var checks = logic.checks(definition);
        var windows = new WindowSection(values).windows(definition);
        var features = new FeatureSection(values).features(definition);
        var transforms = logic.transforms(definition);
        var output = logic.output(definition);
        var model = logic.model(definition);
        var sinks = operational.sinks(definition);
        var deadLetters = operational.deadLetters(definition);
        var state = operational.state(definition);
        var tests = new TestSection(values, logic).tests(definition);
        return pipeline == null
                ? null
                : new Definition(
                        text,
                        pipeline,
                        source,
                        event,
                        schema,
                        checks,
                        windows,
                        features,
                        transforms,
                        output,
                        model,
                        sinks,
                        deadLetters,
                        state,
                        tests);
    }

    private @Nullable Located<String> pipeline(KeyedMapping definition) {
        Located<String> name = values.text(definition, "pipeline");
        if (name == null || PIPELINE_NAME.matcher(name.value()).matches()) {
            return name;
        }
        diagnostics.add(
                DefinitionCode.WRONG_NAME,
                name.span(),
                "'" + Values.shortened(name.value()) + "' cannot be a pipeline's name",
                "topics and groups are named after it: letters, digits, '-', '_' and '.', a letter or digit first, at most 200");
        return null;
    }
}
