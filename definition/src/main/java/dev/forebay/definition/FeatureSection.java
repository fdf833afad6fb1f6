package dev.forebay.definition;

import dev.forebay.definition.Definition.Feature;
import dev.forebay.definition.diagnostic.DefinitionCode;
import dev.forebay.definition.expression.Expression;
import dev.forebay.definition.keys.KeyTable;
import dev.forebay.definition.yaml.YamlNode;
import dev.forebay.definition.yaml.YamlNode.YamlMapping;
import dev.forebay.types.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the section {@code features}, and repeats what {@code each} says is to be repeated. */
final class FeatureSection {
    private static final int MOST_REPETITIONS = 10_000;
    private static final Pattern PLACE_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final Values values;

    FeatureSection(Values values) {
        this.values = values;
    }

    List<Feature> features(KeyedMapping definition) {
        List<Feature> features = new ArrayList<>();
        values.named(definition, "features", "column names to expressions", (name, node) -> {
            String path = "features." + name.value();
            if (node instanceof YamlMapping) {
                features.addAll(longForm(name, node, path));
                return;
            }
            Expression expression = values.sql(node, path, name.span());
            if (hasItsPlaces(name, Map.of()) && expression != null) {
                features.add(new Feature(name, name.value(), expression, null, null));
            }
        });
        return features;
    }

    private List<Feature> longForm(Located<String> name, YamlNode node, String path) {
        KeyedMapping feature = values.mapping(node, KeyTable.FEATURE, path, name.span());
        if (feature == null) {
            return List.of();
        }
        Located<Type> type = values.type(values.text(feature, "type"));
        String description = values.plainText(feature, "description");
        Map<String, List<String>> each = each(feature);
        if (each == null || !hasItsPlaces(name, each)) {
            if (feature.entry("each") == null) {
                values.sql(feature, "sql");
            }
            return List.of();
        }
        List<Feature> features = new ArrayList<>();
        for (Map<String, String> places : repetitions(each)) {
            Expression expression = values.sql(feature, "sql", places);
            if (expression == null) {
                return List.of();
            }
            Located<String> filled = name.map(written -> Placeholders.fill(written, places));
            features.add(new Feature(filled, name.value(), expression, type, description));
        }
        return features;
    }

    /** What fills each place, in order; null after saying what is wrong with it. */
    private @Nullable Map<String, List<String>> each(KeyedMapping feature) {
        Map<String, List<String>> each = new LinkedHashMap<>();
        boolean[] fine = {true};
        values.named(feature, "each", "places in braces to the columns that fill them", (place, node) -> {
            String path = feature.pathOf("each") + "." + place.value();
            List<Located<String>> columns = values.names(node, place.span(), path);
            if (!PLACE_NAME.matcher(place.value()).matches()) {
                values.diagnostics()
                        .add(
                                DefinitionCode.WRONG_NAME,
                                place.span(),
                                "'" + Values.shortened(place.value()) + "' cannot name a place in braces",
                                "it is a word of letters, digits and '_', such as c for {c}");
                fine[0] = false;
            } else if (columns == null) {
                fine[0] = false;
            } else if (columns.isEmpty()) {
                values.wrongShape(node, place.span(), path, "a list with at least one column");
                fine[0] = false;
            } else {
                each.put(place.value(), columns.stream().map(Located::value).toList());
            }
        });
        long repetitions = 1;
        for (List<String> columns : each.values()) {
            repetitions = Math.min(repetitions * columns.size(), MOST_REPETITIONS + 1L);
        }
        YamlMapping.Entry entry = feature.entry("each");
        if (entry != null && repetitions > MOST_REPETITIONS) {
            values.diagnostics()
                    .add(
                            DefinitionCode.TOO_MANY_COLUMNS,
                            entry.key().span(),
                            "'" + feature.pathOf("each") + "' repeats the feature more than 10,000 times",
                            "the lists are combined: "
                                    + each.values().stream()
                                            .map(columns -> Integer.toString(columns.size()))
                                            .collect(Collectors.joining(" x ")));
            fine[0] = false;
        }
        return fine[0] && (entry == null || entry.value() instanceof YamlMapping) ? each : null;
    }

    private static List<Map<String, String>> repetitions(Map<String, List<String>> each) {
        List<Map<String, String>> all = List.of(Map.of());
        for (Map.Entry<String, List<String>> place : each.entrySet()) {
            List<Map<String, String>> longer = new ArrayList<>();
            for (Map<String, String> places : all) {
                for (String column : place.getValue()) {
                    Map<String, String> filled = new LinkedHashMap<>(places);
                    filled.put(place.getKey(), column);
                    longer.add(filled);
                }
            }
            all = longer;
        }
        return all;
    }

    /** Whether the places in a name are those that are filled, and at most one for the suffix of a window. */
    private boolean hasItsPlaces(Located<String> name, Map<String, List<String>> each) {
        List<String> places = Placeholders.in(name.value());
        List<String> mistakes = new ArrayList<>();
        for (String place : places) {
            if (!place.isEmpty() && !each.containsKey(place)) {
                mistakes.add("nothing fills {" + place + "} in '" + name.value() + "'");
            }
        }
        for (String place : each.keySet()) {
            if (!places.contains(place)) {
                mistakes.add("'" + name.value() + "' has no place {" + place + "}, so its columns would have one name");
            }
        }
        if (places.stream().filter(String::isEmpty).count() > 1) {
            mistakes.add("'" + name.value() + "' has more than one {}");
        }
        for (String mistake : mistakes) {
            values.diagnostics()
                    .add(
                            DefinitionCode.PLACE_IN_BRACES,
                            name.span(),
                            mistake,
                            "{} is the place of a window's suffix; {c} is filled by the long form: each: {c: [amount, distance]}, sql: MAX({c}) OVER customer");
        }
        return mistakes.isEmpty();
    }
}
