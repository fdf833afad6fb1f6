package dev.forebay.definition;

import dev.forebay.definition.Definition.TestCase;
import dev.forebay.definition.Definition.Tolerance;
import dev.forebay.definition.diagnostic.DefinitionCode;
import dev.forebay.definition.keys.KeyTable;
import dev.forebay.definition.yaml.YamlNode.YamlList;
import dev.forebay.definition.yaml.YamlNode.YamlMapping;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the section {@code tests}. */
final class TestSection {
    private static final Pattern AMOUNT =
            Pattern.compile("((?:[0-9]{1,300}(?:\\.[0-9]{0,300})?|\\.[0-9]{1,300})(?:[eE][-+]?[0-9]{1,3})?)(%)?");

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
        return new TestCase(name, Objects.requireNonNullElse(defaultValues, Map.of()), given, expect, tolerances(test));
    }

    private Map<Located<String>, Tolerance> tolerances(KeyedMapping test) {
        YamlMapping.Entry entry = test.entry("tolerance");
        Map<Located<String>, Scalar> written =
                entry == null ? null : logic.scalars(entry.value(), entry.key().span(), test.pathOf("tolerance"));
        Map<Located<String>, Tolerance> read = new LinkedHashMap<>();
        if (written != null) {
            written.forEach((column, value) -> {
                Tolerance tolerance = tolerance(value);
                if (tolerance == null) {
                    values.diagnostics()
                            .add(
                                    DefinitionCode.WRONG_VALUE,
                                    value.span(),
                                    "the tolerance of '" + column.value() + "' is '" + value.text()
                                            + "', expected a number that is not negative, or a percentage",
                                    "0.005 lets 1.005 pass for 1; 0.1% lets 1001 pass for 1000");
                } else {
                    read.put(column, tolerance);
                }
            });
        }
        return read;
    }

    private static @Nullable Tolerance tolerance(Scalar written) {
        Matcher matcher = AMOUNT.matcher(written.text());
        if (!matcher.matches()) {
            return null;
        }
        boolean relative = matcher.group(2) != null;
        double amount = Double.parseDouble(matcher.group(1));
        return Double.isInfinite(amount) ? null : new Tolerance(relative ? amount / 100 : amount, relative);
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
