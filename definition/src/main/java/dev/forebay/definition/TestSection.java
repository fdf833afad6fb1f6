package dev.forebay.definition;

import dev.forebay.definition.Definition.TestCase;
import dev.forebay.definition.diagnostic.DefinitionCode;
import dev.forebay.definition.keys.KeyTable;
import dev.forebay.definition.yaml.YamlNode.YamlList;
import dev.forebay.definition.yaml.YamlNode.YamlMapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the section {@code tests}. */
final class TestSection {
    private final Values values;
    private final LogicSections logic;

    TestSection(Values values, LogicSections logic) {
        this.values = values;
        this.logic = logic;
    }

    List<TestCase> tests(KeyedMapping definition) {
        List<TestCase> tests = new ArrayList<>();
        values.named(definition, "tests", "names of tests to what is given and expected", (name, node) -> {
            KeyedMapping test = values.mapping(node, KeyTable.TEST, "tests." + name.value(), name.span());
            if (test != null) {
                tests.add(test(name, test));
            }
        });
        return tests;
    }

    private TestCase test(Located<String> name, KeyedMapping test) {
        YamlMapping.Entry defaults = test.entry("defaults");
        Map<Located<String>, Scalar> defaultValues = defaults == null
                ? null
                : logic.scalars(defaults.value(), defaults.key().span(), test.pathOf("defaults"));
        List<Map<Located<String>, Scalar>> given = events(test, "given");
        List<Map<Located<String>, Scalar>> expect = events(test, "expect");
        compareCounts(test);
        return new TestCase(name, Objects.requireNonNullElse(defaultValues, Map.of()), given, expect);
    }

    private List<Map<Located<String>, Scalar>> events(KeyedMapping test, String key) {
        YamlMapping.Entry entry = test.entry(key);
        @Nullable
        List<Map<Located<String>, Scalar>> events = entry == null
                ? null
                : values.list(entry, test.pathOf(key), node -> logic.scalars(node, node.span(), test.pathOf(key)));
        return events == null ? List.of() : List.copyOf(events);
    }

    private void compareCounts(KeyedMapping test) {
        if (test.get("given") instanceof YamlList given
                && test.get("expect") instanceof YamlList expect
                && given.items().size() != expect.items().size()) {
            values.diagnostics()
                    .add(
                            DefinitionCode.TEST_COUNTS,
                            expect.span(),
                            "the test gives " + events(given.items().size()) + " and expects "
                                    + events(expect.items().size()),
                            "each given event has one item in 'expect'; {} where nothing is to be compared");
        }
    }

    private static String events(int count) {
        return count == 1 ? "1 event" : count + " events";
    }
}
