package dev.forebay.engine.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.plan.function.FunctionLibrary;
import dev.forebay.plan.function.Signature;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class KernelsTest {

    @Test
    void kernels_ofTheLibrary_areThereForEverySignatureAndNothingElse() {
        Set<String> library = FunctionLibrary.all().stream()
                .flatMap(definition -> definition.signatures().stream())
                .map(Signature::id)
                .collect(Collectors.toSet());

        assertThat(Kernels.ids()).containsExactlyInAnyOrderElementsOf(library);
    }
}
