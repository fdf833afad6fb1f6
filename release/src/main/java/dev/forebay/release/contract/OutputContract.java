package dev.forebay.release.contract;

import dev.forebay.release.artefact.CanonicalJson;
import dev.forebay.release.artefact.Part;
import dev.forebay.release.artefact.Release;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a model was validated with: the columns that it was given, and what they were computed from.
 *
 * @param pipeline whose; empty where the contract does not say
 * @param release the digest of the release that it was made of, for people; empty where it does not say
 * @param version of the model that was validated, as its server answers with; null where the contract does not say
 * @param vector the model's input, in order
 * @param fitted the digest of the fitted state of each group of transforms, as text; empty where the contract does not say
 */
public record OutputContract(
        String pipeline, String release, @Nullable String version, List<Column> vector, Map<String, String> fitted) {

    /** The version of the form that is written and read. */
    static final int FORM = 1;

    static final String FORM_KEY = "forebay_contract";

    /**
     * A column of the model's input.
     *
     * @param type as a definition writes it
     * @param digest of all that it is computed from; null where the contract does not say
     */
    public record Column(String name, String type, @Nullable String digest) {}

    public OutputContract {
        vector = List.copyOf(vector);
        fitted = Map.copyOf(new TreeMap<>(fitted));
    }

    /** What a model is validated with that is fed by a release. */
    public static OutputContract of(Release release) {
        JsonNode digests = json(release, Part.COLUMNS).path("columns");
        List<Column> vector = new ArrayList<>();
        for (JsonNode column : json(release, Part.OUTPUT).path("vector")) {
            String name = column.path("name").asString("");
            vector.add(new Column(
                    name, column.path("type").asString(""), digests.path(name).asString("")));
        }
        Map<String, String> fitted = new TreeMap<>();
        for (Part part : release.manifest().parts()) {
            if (part.name().startsWith(Part.FITTED)) {
                fitted.put(
                        part.name().substring(Part.FITTED.length()),
                        part.digest().toString());
            }
        }
        return new OutputContract(
                release.manifest().pipeline(), release.digest().toString(), null, vector, fitted);
    }

    private static JsonNode json(Release release, String part) {
        byte[] bytes = release.part(part);
        if (bytes == null) {
            throw new IllegalArgumentException("a release without the part '" + part + "'");
        }
        return JsonMapper.shared().readTree(bytes);
    }

    /** As JSON, always the same for the same content; {@link ContractText#read} reads it. */
    public byte[] bytes() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put(FORM_KEY, FORM);
        put(tree, "pipeline", pipeline);
        put(tree, "release", release);
        put(tree, "model_version", version == null ? "" : version);
        List<Object> columns = new ArrayList<>();
        for (Column column : vector) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", column.name());
            one.put("type", column.type());
            put(one, "digest", column.digest() == null ? "" : column.digest());
            columns.add(one);
        }
        tree.put("vector", columns);
        if (!fitted.isEmpty()) {
            tree.put("fitted", new TreeMap<String, Object>(fitted));
        }
        return CanonicalJson.write(tree);
    }

    private static void put(Map<String, Object> tree, String key, String text) {
        if (!text.isEmpty()) {
            tree.put(key, text);
        }
    }
}
