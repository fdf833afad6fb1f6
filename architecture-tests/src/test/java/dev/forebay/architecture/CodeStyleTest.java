package dev.forebay.architecture;

import static com.tngtech.archunit.core.domain.JavaModifier.ABSTRACT;
import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.core.domain.JavaModifier.STATIC;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Names, visibility and package papers. */
class CodeStyleTest {

    static final ArchRule NAMES_SAY_SOMETHING = noClasses()
            .should()
            .haveNameMatching(".*(Utils?|Utilities|Helpers?|Common|Manager|Impl)")
            .orShould()
            .resideInAnyPackage(
                    "..util..", "..utils..", "..helper..", "..helpers..", "..common..", "..core..", "..impl..")
            .as("no class or package is called Util, Helper, Common, Manager, Impl or core")
            .because("such a name says where something was put, not what it is");

    static final ArchRule EXTENSION_IS_A_DECISION = classes()
            .that()
            .arePublic()
            .and()
            .areNotInterfaces()
            .and()
            .areNotRecords()
            .and()
            .areNotEnums()
            .and(DescribedPredicate.not(sealedType()))
            .should()
            .haveModifier(FINAL)
            .orShould()
            .haveModifier(ABSTRACT)
            .as("public classes are final, abstract or sealed")
            .because("what users may extend is designed and said, never left open by chance");

    static final ArchRule STATIC_FIELDS_ARE_FINAL = fields().that()
            .haveModifier(STATIC)
            .should()
            .beFinal()
            .as("static fields are final")
            .because("a static that changes is an argument nobody sees: two pipelines in one JVM would share it");

    static final ArchRule ONLY_THE_CLI_PRINTS = noClasses()
            .that()
            .resideOutsideOfPackage(Module.CLI.packages())
            .and()
            .haveSimpleNameNotEndingWith("Main")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .callMethod(Throwable.class, "printStackTrace")
            .as("only the command line and programs (named ...Main) print")
            .because("a library that prints cannot be embedded");

    static final ArchRule NOBODY_LEAVES_THE_JVM = noClasses()
            .that()
            .resideOutsideOfPackage(Module.CLI.packages())
            .and()
            .haveSimpleNameNotEndingWith("Main")
            .should()
            .callMethod(System.class, "exit", int.class)
            .as("only the command line and programs (named ...Main) end the JVM")
            .because("it is not the library's process");

    @Test
    void names_everywhere_saySomething() {
        NAMES_SAY_SOMETHING.check(ForebayClasses.ALL);
    }

    @Test
    void publicClasses_openForExtension_areAbstractOrSealed() {
        EXTENSION_IS_A_DECISION.check(ForebayClasses.ALL);
    }

    @Test
    void staticFields_everywhere_areFinal() {
        STATIC_FIELDS_ARE_FINAL.check(ForebayClasses.ALL);
    }

    @Test
    void printing_outsideOfTheCommandLine_doesNotHappen() {
        ONLY_THE_CLI_PRINTS.check(ForebayClasses.ALL);
    }

    @Test
    void systemExit_outsideOfTheCommandLine_doesNotHappen() {
        NOBODY_LEAVES_THE_JVM.check(ForebayClasses.ALL);
    }

    @Test
    void packages_everywhere_areNullMarkedByTheirPackageInfo() {
        List<String> unmarked = ForebayClasses.ALL.stream()
                .filter(type -> !ForebayClasses.isPackageInfo(type))
                .map(JavaClass::getPackage)
                .distinct()
                .filter(type -> !type.isAnnotatedWith(NullMarked.class))
                .map(JavaPackage::getName)
                .sorted()
                .toList();
        assertThat(unmarked)
                .as("packages without a package-info.java that says what is there and carries @NullMarked")
                .isEmpty();
    }

    private static DescribedPredicate<JavaClass> sealedType() {
        return DescribedPredicate.describe("sealed", type -> type.reflect().isSealed());
    }
}
