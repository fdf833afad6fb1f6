package dev.forebay.runtime.load;

import dev.forebay.model.OnnxModel;
import dev.forebay.plan.Plan;
import dev.forebay.plan.stored.StoredState;
import dev.forebay.release.artefact.Release;
import dev.forebay.release.contract.ContractText;
import dev.forebay.release.diagnostic.ReleaseRefusal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

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
        return Release.of(
                pipeline.plan(),
                fitted,
                model == null ? null : model.bytes(),
                contract(pipeline.contract()),
                pipeline.text());
    }

    /** In one form, so that its spaces change no digest; what cannot be read stays as it is, and is refused where it is needed. */
    private static byte @Nullable [] contract(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return ContractText.read(text, "contract").bytes();
        } catch (ReleaseRefusal e) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }
}
