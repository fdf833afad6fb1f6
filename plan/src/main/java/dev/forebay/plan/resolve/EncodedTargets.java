package dev.forebay.plan.resolve;

import dev.forebay.plan.fitted.ColumnTransformerState;
import dev.forebay.plan.fitted.FeatureUnionState;
import dev.forebay.plan.fitted.FittedState;
import dev.forebay.plan.fitted.PipelineState;
import dev.forebay.plan.fitted.TargetEncoderState;

/** Whether there is a target encoder in what was fitted. */
final class EncodedTargets {
    private EncodedTargets() {}

    static boolean isIn(FittedState state) {
        if (state instanceof PipelineState pipeline) {
            return pipeline.steps().stream().anyMatch(step -> isIn(step.state()));
        }
        if (state instanceof ColumnTransformerState parts) {
            return parts.parts().stream().anyMatch(part -> isIn(part.state()));
        }
        if (state instanceof FeatureUnionState parts) {
            return parts.parts().stream().anyMatch(part -> isIn(part.state()));
        }
        return state instanceof TargetEncoderState;
    }
}
