package dev.forebay.release.artefact;

import dev.forebay.plan.Plan;
import dev.forebay.plan.window.AggregateText;
import dev.forebay.plan.window.Windowing;
import dev.forebay.release.digest.Digest;
import dev.forebay.release.digest.PlanDigests;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A pipeline's logic, fitted state and model contract as one artefact that never changes. Immutable.
 *
 * @param manifest the parts by their digests
 * @param content the bytes of each part, by its digest
 * @param source the definition as it was written, which the release is run from: running it checks that it means {@link Part#DEFINITION}. Two texts
 *     that mean the same are the same release, which keeps the first
 */
public record Release(Manifest manifest, Map<Digest, byte[]> content, String source) {

    public Release {
        content = Map.copyOf(content);
        for (Part part : manifest.parts()) {
            byte[] bytes = content.get(part.digest());
            if (bytes == null || bytes.length != part.size()) {
                throw new IllegalArgumentException("without the content of " + part.name());
            }
        }
    }

    /**
     * The release of a plan.
     *
     * @param fitted the fitted state of each group of transforms, in its stored form
     * @param model the model's file, byte for byte; null for a pipeline without one
     * @param source the definition as it was written
     */
    public static Release of(Plan plan, Map<String, byte[]> fitted, byte @Nullable [] model, String source) {
        return of(plan, fitted, model, null, source);
    }

    /**
     * The release of a plan whose model says what it was validated with.
     *
     * @param fitted the fitted state of each group of transforms, in its stored form
     * @param model the model's file, byte for byte; null for a pipeline without one
     * @param contract what the model was validated with; null where nothing says
     * @param source the definition as it was written
     */
    public static Release of(
            Plan plan, Map<String, byte[]> fitted, byte @Nullable [] model, byte @Nullable [] contract, String source) {
        Map<String, Digest> states = new TreeMap<>();
        fitted.forEach((group, bytes) -> states.put(group, Digest.of(bytes)));
        Map<String, byte[]> parts = new LinkedHashMap<>();
        parts.put(Part.DEFINITION, CanonicalDefinition.of(plan));
        parts.put(Part.COLUMNS, columns(plan, states));
        parts.put(Part.OUTPUT, OutputSchema.of(plan));
        fitted.forEach((group, bytes) -> parts.put(Part.FITTED + group, bytes));
        if (model != null) {
            parts.put(Part.MODEL, model);
        }
        if (contract != null) {
            parts.put(Part.CONTRACT, contract);
        }
        List<Part> listed = new ArrayList<>();
        Map<Digest, byte[]> content = new LinkedHashMap<>();
        parts.forEach((name, bytes) -> {
            Digest digest = Digest.of(bytes);
            listed.add(new Part(name, digest, bytes.length));
            content.put(digest, bytes);
        });
        return new Release(Manifest.of(plan.pipeline(), listed), content, source);
    }

    private static byte[] columns(Plan plan, Map<String, Digest> states) {
        PlanDigests digests = PlanDigests.of(plan, states);
        Map<String, Object> columns = new TreeMap<>();
        digests.columns().forEach((name, digest) -> columns.put(name, digest.toString()));
        Map<String, Object> aggregates = new TreeMap<>();
        Windowing windowing = plan.windowing();
        for (int i = 0; i < windowing.aggregates().size(); i++) {
            aggregates.put(
                    AggregateText.of(windowing.aggregates().get(i), windowing),
                    digests.ofAggregate(i).toString());
        }
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("acceptance", digests.acceptance().toString());
        tree.put("time", digests.time().toString());
        tree.put("columns", columns);
        tree.put("aggregates", aggregates);
        return CanonicalJson.write(tree);
    }

    /** The digest that it is known by. */
    public Digest digest() {
        return manifest.digest();
    }

    /** The bytes of one of its parts. */
    public byte[] content(Part part) {
        byte[] bytes = content.get(part.digest());
        if (bytes == null) {
            throw new IllegalArgumentException("no part of this release: " + part.name());
        }
        return bytes;
    }

    /** The bytes of a part; null where it has none of that name. */
    public byte @Nullable [] part(String name) {
        return manifest.part(name).map(part -> content.get(part.digest())).orElse(null);
    }
}
