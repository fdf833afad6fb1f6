package dev.forebay.release.artefact;

import dev.forebay.release.digest.Digest;
import dev.forebay.release.digest.Semantics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a release is made of: its parts by their digests. The digest of the release is the digest of these bytes, so equal content has an equal
 * digest on every machine.
 *
 * @param pipeline its name
 * @param semantics the version of the engine's semantics that it was built with
 * @param parts by name, ascending
 */
public record Manifest(String pipeline, int semantics, List<Part> parts) {
    private static final String MEDIA_TYPE = "application/vnd.forebay.release.v1+json";

    public Manifest {
        parts = parts.stream().sorted(Comparator.comparing(Part::name)).toList();
        Set<String> names = new HashSet<>();
        for (Part part : parts) {
            if (!names.add(part.name())) {
                throw new IllegalArgumentException("two parts are called " + part.name());
            }
        }
    }

    static Manifest of(String pipeline, List<Part> parts) {
        return new Manifest(pipeline, Semantics.VERSION, parts);
    }

    /** The part of a name. */
    public Optional<Part> part(String name) {
        return parts.stream().filter(part -> part.name().equals(name)).findFirst();
    }

    /** The release's digest. */
    public Digest digest() {
        return Digest.of(bytes());
    }

    /** The manifest as JSON, always the same for the same content. */
    public byte[] bytes() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("mediaType", MEDIA_TYPE);
        tree.put("pipeline", pipeline);
        tree.put("semantics", semantics);
        List<Object> written = new ArrayList<>();
        for (Part part : parts) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", part.name());
            one.put("digest", part.digest().toString());
            one.put("size", part.size());
            written.add(one);
        }
        tree.put("parts", written);
        return CanonicalJson.write(tree);
    }

    /** What {@link #bytes} wrote; empty where they are something else. */
    public static Optional<Manifest> parse(byte[] bytes) {
        try {
            JsonNode tree = JsonMapper.shared().readTree(bytes);
            if (!MEDIA_TYPE.equals(tree.path("mediaType").asString(""))) {
                return Optional.empty();
            }
            List<Part> parts = new ArrayList<>();
            for (JsonNode part : tree.path("parts")) {
                Optional<Digest> digest = Digest.parse(part.path("digest").asString(""));
                if (digest.isEmpty() || !part.path("size").isIntegralNumber()) {
                    return Optional.empty();
                }
                parts.add(new Part(
                        part.path("name").asString(""),
                        digest.get(),
                        part.path("size").asLong()));
            }
            return Optional.of(new Manifest(
                    tree.path("pipeline").asString(""), tree.path("semantics").asInt(0), parts));
        } catch (JacksonException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
