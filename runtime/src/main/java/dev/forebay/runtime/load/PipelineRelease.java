package dev.forebay.runtime.load;

import dev.forebay.model.OnnxModel;
import dev.forebay.plan.Plan;
import dev.forebay.plan.stored.StoredState;
import dev.forebay.release.artefact.Release;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** The release that a loaded pipeline is: what stands on every row that it puts out. Stateless. */
public final class PipelineRelease {
    private PipelineRelease() {}

    /** The release of a pipeline; the same for every file that means the same. */
    public static Release of(LoadedPipeline pipeline) {
        Map<String, byte[]> fitted = new TreeMap<>();
        for (Plan.Step step : pipeline.plan().steps()) {
            if (step instanceof Plan.Step.Transform transform) {
                fitted.put(
                        transform.group(), StoredState.write(transform.fitted()).getBytes(StandardCharsets.UTF_8));
            }
        }
        OnnxModel model = pipeline.model();
        return Release.of(pipeline.plan(), fitted, model == null ? null : model.bytes(), pipeline.text());
    }
}
