package dev.forebay.release.contract;

import dev.forebay.release.contract.OutputContract.Column;
import dev.forebay.release.diagnostic.ReleaseCode;
import dev.forebay.release.diagnostic.ReleaseRefusal;
import dev.forebay.types.diagnostic.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads contracts. A key that nobody knows is refused: what it asks for would not be checked. Stateless. */
public final class ContractText {
    private static final List<String> KEYS =
            List.of(OutputContract.FORM_KEY, "pipeline", "release", "model_version", "vector", "fitted");
    private static final List<String> COLUMN_KEYS = List.of("name", "type", "digest");

    private final String place;

    private ContractText(String place) {
        this.place = place;
    }

    /**
     * The contract in a text.
     *
     * @param place where the text is from, for messages
     */
    public static OutputContract read(String text, String place) throws ReleaseRefusal {
        return new ContractText(place).contract(text);
    }

    private OutputContract contract(String text) throws ReleaseRefusal {
        JsonNode tree;
        try {
            tree = JsonMapper.shared().readTree(text);
        } catch (JacksonException e) {
            throw refusal("it is no JSON: " + e.getOriginalMessage());
        }
        if (!tree.isObject()) {
            throw refusal("it is no JSON object");
        }
        int form = tree.path(OutputContract.FORM_KEY).asInt(0);
        if (form != OutputContract.FORM) {
            throw refusal("it does not begin with \"" + OutputContract.FORM_KEY + "\": " + OutputContract.FORM
                    + ", the form that this Forebay reads");
        }
        requireKeys(tree, KEYS, "a contract");
        if (!tree.path("vector").isArray()) {
            throw refusal("it has no list 'vector' of the columns that the model was given");
        }
        List<Column> vector = new ArrayList<>();
        for (JsonNode column : tree.path("vector")) {
            vector.add(column(column));
        }
        Map<String, String> fitted = new TreeMap<>();
        for (Map.Entry<String, JsonNode> group : members(tree.path("fitted"))) {
            fitted.put(group.getKey(), text(group.getValue(), "fitted." + group.getKey()));
        }
        return new OutputContract(
                optional(tree, "pipeline", ""),
                optional(tree, "release", ""),
                tree.has("model_version") ? text(tree.path("model_version"), "model_version") : null,
                vector,
                fitted);
    }

    private Column column(JsonNode column) throws ReleaseRefusal {
        if (!column.isObject()) {
            throw refusal("a column of its 'vector' is no object with 'name' and 'type'");
        }
        requireKeys(column, COLUMN_KEYS, "a column");
        return new Column(
                text(column.path("name"), "vector[].name"),
                text(column.path("type"), "vector[].type"),
                column.has("digest") ? text(column.path("digest"), "vector[].digest") : null);
    }

    private void requireKeys(JsonNode object, List<String> known, String what) throws ReleaseRefusal {
        for (Map.Entry<String, JsonNode> member : members(object)) {
            if (!known.contains(member.getKey())) {
                throw refusal(what + " has no key '" + member.getKey() + "'"
                        + NearestName.of(member.getKey(), known)
                                .map(near -> "; did you mean '" + near + "'?")
                                .orElse(""));
            }
        }
    }

    private static Set<Map.Entry<String, JsonNode>> members(JsonNode object) {
        return object.properties();
    }

    private String optional(JsonNode tree, String key, String absent) throws ReleaseRefusal {
        return tree.has(key) ? text(tree.path(key), key) : absent;
    }

    private String text(@Nullable JsonNode value, String key) throws ReleaseRefusal {
        if (value == null || !value.isString()) {
            throw refusal("'" + key + "' is no text");
        }
        return value.asString();
    }

    private ReleaseRefusal refusal(String why) {
        return new ReleaseRefusal(
                ReleaseCode.CONTRACT_UNREADABLE,
                place + " cannot be read: " + why,
                "'forebay release contract RELEASE --to FILE' writes what a model is validated with");
    }
}
