package dev.forebay.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;

/** The compiled classes of every module, without tests. */
final class ForebayClasses {
    static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.forebay");

    private ForebayClasses() {}

    /** The rule, which must find a class to judge as soon as one of the modules has any. */
    static ArchRule oncePresent(ArchRule rule, Module... modules) {
        for (Module module : modules) {
            if (module.hasClasses()) {
                return rule.allowEmptyShould(false);
            }
        }
        return rule.allowEmptyShould(true);
    }

    static boolean isPackageInfo(JavaClass type) {
        return type.getSimpleName().equals("package-info");
    }
}
