package dev.forebay.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which module may use which, and no cycles between packages. */
class ModuleDirectionTest {

    static final ArchRule ONLY_RESOLVE_KNOWS_DEFINITIONS = noClasses()
            .that()
            .resideInAPackage(Module.PLAN.packages())
            .and()
            .resideOutsideOfPackage("dev.forebay.plan.resolve..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(Module.DEFINITION.packages())
            .as("only plan.resolve uses the definition")
            .because("a plan is read, stored and run where no definition is; binding names is one package's work");

    static final ArchRule NO_PACKAGE_CYCLES = slices().matching("dev.forebay.(**)")
            .should()
            .beFreeOfCycles()
            .as("packages form no cycle, those inside of one module included")
            .because("a cycle makes two packages one that nobody can read or move alone");

    @ParameterizedTest
    @EnumSource
    void module_classes_useOnlyWhatTheTableAllows(Module module) {
        ArchRule rule = classes()
                .that()
                .resideInAPackage(module.packages())
                .and()
                .resideOutsideOfPackage("dev.forebay.plan.resolve..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(module.mayUse())
                .as(module + " uses only itself, the JDK and what the module table allows")
                .because("the direction of modules is what keeps the engine free of where it runs");
        ForebayClasses.oncePresent(rule, module).check(ForebayClasses.ALL);
    }

    @Test
    void resolve_classes_mayAlsoUseTheDefinition() {
        ArchRule rule = classes()
                .that()
                .resideInAPackage("dev.forebay.plan.resolve..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "",
                        "java..",
                        "org.jspecify.annotations..",
                        Module.PLAN.packages(),
                        Module.TYPES.packages(),
                        Module.DEFINITION.packages())
                .as("plan.resolve uses only the plan, the types and the definition")
                .because("it turns one into the other and does nothing else");
        rule.allowEmptyShould(!hasPackage("dev.forebay.plan.resolve")).check(ForebayClasses.ALL);
    }

    @Test
    void plan_outsideOfResolve_knowsNoDefinition() {
        ForebayClasses.oncePresent(ONLY_RESOLVE_KNOWS_DEFINITIONS, Module.PLAN).check(ForebayClasses.ALL);
    }

    @Test
    void packages_everywhere_formNoCycle() {
        NO_PACKAGE_CYCLES.check(ForebayClasses.ALL);
    }

    @Test
    void classes_everywhere_belongToAModuleOfTheTable() {
        assertThat(ForebayClasses.ALL.stream()
                        .map(JavaClass::getPackageName)
                        .filter(name -> !name.matches("dev\\.forebay\\.(" + moduleNames() + ")(\\..*)?"))
                        .distinct())
                .as("packages of no module of the table")
                .isEmpty();
    }

    private static String moduleNames() {
        StringBuilder names = new StringBuilder();
        for (Module module : Module.values()) {
            String packages = module.packages();
            names.append(names.isEmpty() ? "" : "|")
                    .append(packages, "dev.forebay.".length(), packages.length() - "..".length());
        }
        return names.toString();
    }

    private static boolean hasPackage(String name) {
        return ForebayClasses.ALL.stream()
                .anyMatch(type -> type.getPackageName().equals(name));
    }
}
