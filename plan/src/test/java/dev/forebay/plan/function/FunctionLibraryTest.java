package dev.forebay.plan.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FunctionLibraryTest {

    @Test
    void signatures_ofAllFunctions_haveIdsOfTheirOwn() {
        Set<String> ids = new HashSet<>();
        for (FunctionDefinition definition : FunctionLibrary.all()) {
            for (Signature signature : definition.signatures()) {
                assertThat(ids.add(signature.id())).as(signature.id()).isTrue();
                assertThat(signature.function()).isEqualTo(definition.name());
            }
        }
        assertThat(ids).hasSizeGreaterThan(200);
    }

    @Test
    void entries_all_haveSummaryAndExample() {
        for (FunctionDefinition definition : FunctionLibrary.all()) {
            assertThat(definition.summary()).as(definition.name()).endsWith(".");
            assertThat(definition.examples()).as(definition.name()).isNotEmpty();
            boolean fails = definition.signatures().stream().anyMatch(Signature::canFail);
            if (fails) {
                assertThat(definition.errors()).as(definition.name()).isNotNull();
            }
        }
    }

    @Test
    void find_aliasInAnyCase_isTheFunction() {
        assertThat(FunctionLibrary.find("substr")).map(FunctionDefinition::name).contains("SUBSTRING");
        assertThat(FunctionLibrary.find("Mod")).map(FunctionDefinition::name).contains("%");
        assertThat(FunctionLibrary.find("no_such")).isEmpty();
    }

    @Test
    void usage_optionalAndRepeatedParameters_areMarked() {
        assertThat(List.of("SUBSTRING", "BUCKET", "PI", "COALESCE", "MOD", "REGEXP_EXTRACT"))
                .map(name -> FunctionLibrary.find(name).orElseThrow().usage())
                .containsExactly(
                        "SUBSTRING(s, start[, length])",
                        "BUCKET(x, edge, ...)",
                        "PI()",
                        "COALESCE(a, b, ...)",
                        "x % y, MOD(x, y)",
                        "REGEXP_EXTRACT(s, pattern[, group])");
    }
}
