package dev.forebay.release.diff;

import dev.forebay.release.artefact.Part;
import dev.forebay.release.artefact.Release;
import dev.forebay.release.diff.ReleaseDiff.Cause;
import dev.forebay.release.diff.ReleaseDiff.ChangedColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Holds two releases beside each other. */
public final class ReleaseComparison {
    private final Release before;
    private final Release after;
    private final JsonNode definitionBefore;
    private final JsonNode definitionAfter;
    private final JsonNode digestsBefore;
    private final JsonNode digestsAfter;
    private final Set<String> changed = new TreeSet<>();

    private ReleaseComparison(Release before, Release after) {
        this.before = before;
        this.after = after;
        this.definitionBefore = json(before, Part.DEFINITION);
        this.definitionAfter = json(after, Part.DEFINITION);
        this.digestsBefore = json(before, Part.COLUMNS);
        this.digestsAfter = json(after, Part.COLUMNS);
    }

    /** How {@code after} differs from {@code before}. */
    public static ReleaseDiff of(Release before, Release after) {
        return new ReleaseComparison(before, after).diff();
    }

    private static JsonNode json(Release release, String part) {
        byte[] bytes = release.part(part);
        if (bytes == null) {
            throw new IllegalArgumentException("a release without the part '" + part + "'");
        }
        return JsonMapper.shared().readTree(bytes);
    }

    private ReleaseDiff diff() {
        Map<String, String> columnsBefore = texts(digestsBefore.path("columns"));
        Map<String, String> columnsAfter = texts(digestsAfter.path("columns"));
        columnsAfter.forEach((name, digest) -> {
            if (columnsBefore.containsKey(name) && !digest.equals(columnsBefore.get(name))) {
                changed.add(name);
            }
        });
        Map<String, String> stateBefore = texts(digestsBefore.path("aggregates"));
        Map<String, String> stateAfter = texts(digestsAfter.path("aggregates"));
        return new ReleaseDiff(
                without(columnsAfter.keySet(), columnsBefore.keySet()),
                without(columnsBefore.keySet(), columnsAfter.keySet()),
                changed.stream().map(this::changed).toList(),
                !digestsBefore.path("acceptance").equals(digestsAfter.path("acceptance")),
                !digestsBefore.path("time").equals(digestsAfter.path("time")),
                before.manifest().semantics() != after.manifest().semantics(),
                vector(),
                withValueIn(stateAfter, stateBefore, true),
                withValueIn(stateAfter, stateBefore, false),
                withValueIn(stateBefore, stateAfter, false));
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new TreeMap<>();
        object.propertyStream()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asString()));
        return texts;
    }

    private static List<String> without(Set<String> names, Set<String> others) {
        return names.stream().filter(name -> !others.contains(name)).toList();
    }

    private static List<String> withValueIn(Map<String, String> texts, Map<String, String> others, boolean wanted) {
        return texts.entrySet().stream()
                .filter(entry -> others.containsValue(entry.getValue()) == wanted)
                .map(Map.Entry::getKey)
                .toList();
    }

    private ChangedColumn changed(String name) {
        String was = written(definitionBefore, name);
        String is = written(definitionAfter, name);
        List<String> inputs =
                inputs(definitionAfter, name).stream().filter(changed::contains).toList();
        return new ChangedColumn(name, cause(name, was, is, inputs), was, is, inputs);
    }

    private Cause cause(String name, String was, String is, List<String> inputs) {
        if (before.manifest().semantics() != after.manifest().semantics()) {
            return Cause.SEMANTICS;
        }
        if (!was.equals(is)) {
            return Cause.EXPRESSION;
        }
        Optional<String> group = group(definitionAfter, name);
        if (group.isPresent() && !fitted(before, group.get()).equals(fitted(after, group.get()))) {
            return Cause.FITTED_STATE;
        }
        return inputs.isEmpty() ? Cause.WINDOW : Cause.INPUT;
    }

    private static Optional<Object> fitted(Release release, String group) {
        return release.manifest().part(Part.FITTED + group).map(Part::digest);
    }

    /** What a column is, in words of the definition. */
    private static String written(JsonNode definition, String name) {
        JsonNode feature = definition.path("features").path(name);
        if (feature.isObject()) {
            return feature.path("sql").asString();
        }
        JsonNode field = definition.path("schema").path(name);
        if (field.isObject()) {
            return field.path("type").asString() + (field.path("optional").asBoolean() ? ", optional" : "") + ", from "
                    + field.path("path").toString() + ", "
                    + field.path("format").asString();
        }
        return group(definition, name)
                .map(group -> {
                    JsonNode transform = definition.path("transforms").path(group);
                    return transform.path("transformer").asString() + " of "
                            + String.join(", ", list(transform.path("inputs")));
                })
                .orElse("");
    }

    private static Optional<String> group(JsonNode definition, String name) {
        return definition
                .path("transforms")
                .propertyStream()
                .filter(entry -> list(entry.getValue().path("outputs")).contains(name))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** The columns that a column reads. */
    private static Set<String> inputs(JsonNode definition, String name) {
        Optional<String> group = group(definition, name);
        if (group.isPresent()) {
            return new TreeSet<>(
                    list(definition.path("transforms").path(group.get()).path("inputs")));
        }
        JsonNode reads = definition.path("features").path(name).path("reads");
        return new TreeSet<>(list(reads));
    }

    private static List<String> list(@Nullable JsonNode array) {
        List<String> texts = new ArrayList<>();
        if (array != null) {
            array.forEach(item -> texts.add(item.asString()));
        }
        return texts;
    }

    private ReleaseDiff.Vector vector() {
        List<String> was = columns(json(before, Part.OUTPUT).path("vector"));
        List<String> is = columns(json(after, Part.OUTPUT).path("vector"));
        if (was.equals(is)) {
            return ReleaseDiff.Vector.SAME;
        }
        return is.size() > was.size() && is.subList(0, was.size()).equals(was)
                ? ReleaseDiff.Vector.EXTENDED
                : ReleaseDiff.Vector.BREAKING;
    }

    private static List<String> columns(JsonNode array) {
        List<String> columns = new ArrayList<>();
        array.forEach(column -> columns.add(
                column.path("name").asString() + " " + column.path("type").asString()));
        return columns;
    }
}
