package dev.forebay.runtime.load;

import dev.forebay.types.diagnostic.Diagnostic;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a file.
 *
 * @param pipeline null where there is an error
 * @param diagnostics all that is to be said, errors and warnings, in order of place
 */
public record LoadResult(@Nullable LoadedPipeline pipeline, List<Diagnostic> diagnostics) {
    public LoadResult {
        diagnostics = List.copyOf(diagnostics);
    }
}
