package dev.forebay.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.Serializable;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Types, plan and engine give the same bits wherever they run: nothing in them asks the machine anything. */
class DeterminismTest {

    private static final String[] PURE = {
        Module.TYPES.packages(), Module.PLAN.packages(), Module.ENGINE.packages(),
    };

    /** What {@code java.lang.Math} may compute with any accuracy it likes, so that two machines may differ in the last bit. */
    private static final Set<String> INEXACT = Set.of(
            "sin", "cos", "tan", "asin", "acos", "atan", "atan2", "sinh", "cosh", "tanh", "exp", "expm1", "log",
            "log10", "log1p", "pow", "cbrt", "hypot");

    private static final Set<String> ENVIRONMENT = Set.of(
            "java.lang.System.currentTimeMillis",
            "java.lang.System.nanoTime",
            "java.lang.System.getenv",
            "java.lang.System.getProperty",
            "java.lang.System.identityHashCode",
            "java.lang.Math.random",
            "java.lang.StrictMath.random",
            "java.util.UUID.randomUUID",
            "java.util.Locale.getDefault",
            "java.util.TimeZone.getDefault",
            "java.time.ZoneId.systemDefault",
            "java.nio.charset.Charset.defaultCharset",
            "java.util.Collections.shuffle");

    static final ArchRule NO_CLOCK_NO_ENVIRONMENT = pureClasses()
            .should()
            .callMethodWhere(asksTheMachine())
            .as("types, plan and engine read no clock, no environment and no chance")
            .because("what an event gives depends on the event and the release, never on when or where it is computed");

    static final ArchRule NO_CLOCK_TYPES = pureClasses()
            .should()
            .dependOnClassesThat(assignableTo("java.time.Clock")
                    .or(assignableTo("java.time.InstantSource"))
                    .or(assignableTo("java.util.random.RandomGenerator"))
                    .or(assignableTo("java.util.Random")))
            .as("types, plan and engine hold no clock and no source of chance")
            .because("time and chance are passed in as values");

    static final ArchRule NO_THREADS = pureClasses()
            .should()
            .dependOnClassesThat(assignableTo("java.lang.Thread")
                    .or(assignableTo(ThreadLocal.class))
                    .or(resideInAPackage("java.util.concurrent..")))
            .as("types, plan and engine know no threads")
            .because("who runs an operator, and on what thread, is the runtime's decision");

    static final ArchRule NO_INPUT_OUTPUT = pureClasses()
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                            "java.io..", "java.nio.file..", "java.nio.channels..", "java.net..", "javax.net..")
                    .and(DescribedPredicate.not(inMemoryOnly())))
            .as("types, plan and engine do no input or output")
            .because("bytes come in and go out through the caller's hands; that is what makes replay exact");

    static final ArchRule STRICT_MATH = noClasses()
            .should()
            .callMethodWhere(inexactMath())
            .as("functions come from StrictMath, nowhere from Math")
            .because(
                    "Math may round sin, exp, log, pow and their kin differently on another machine; StrictMath may not");

    @Test
    void clock_inPureModules_isNotRead() {
        pure(NO_CLOCK_NO_ENVIRONMENT);
    }

    @Test
    void clock_inPureModules_isNotHeld() {
        pure(NO_CLOCK_TYPES);
    }

    @Test
    void threads_inPureModules_areUnknown() {
        pure(NO_THREADS);
    }

    @Test
    void inputAndOutput_inPureModules_areUnknown() {
        pure(NO_INPUT_OUTPUT);
    }

    @Test
    void mathFunctions_everywhere_areStrict() {
        STRICT_MATH.check(ForebayClasses.ALL);
    }

    private static void pure(ArchRule rule) {
        ForebayClasses.oncePresent(rule, Module.TYPES).check(ForebayClasses.ALL);
    }

    private static GivenClassesConjunction pureClasses() {
        return noClasses().that().resideInAnyPackage(PURE);
    }

    private static DescribedPredicate<JavaCall<?>> asksTheMachine() {
        return DescribedPredicate.describe("a clock, the environment or chance is asked", call -> {
            String owner = call.getTargetOwner().getFullName();
            String name = call.getTarget().getName();
            return ENVIRONMENT.contains(owner + "." + name)
                    || (owner.startsWith("java.time.") && name.equals("now"))
                    || (owner.equals("java.util.Date")
                            && name.equals("<init>")
                            && call.getTarget().getRawParameterTypes().isEmpty());
        });
    }

    private static DescribedPredicate<JavaCall<?>> inexactMath() {
        return DescribedPredicate.describe(
                "an inexact function of Math is called",
                call -> call.getTargetOwner().isEquivalentTo(Math.class)
                        && INEXACT.contains(call.getTarget().getName()));
    }

    /** Exceptions, arrays of bytes read as streams, and the interfaces of both. */
    private static DescribedPredicate<JavaClass> inMemoryOnly() {
        List<Class<?>> allowed = List.of(
                Throwable.class,
                ByteArrayInputStream.class,
                ByteArrayOutputStream.class,
                DataInput.class,
                DataOutput.class);
        Set<String> named = Set.of(
                Serializable.class.getName(), "java.io.InputStream", "java.io.OutputStream", "java.net.URLDecoder");
        return DescribedPredicate.describe(
                "in memory only",
                type -> named.contains(type.getFullName()) || allowed.stream().anyMatch(type::isAssignableTo));
    }
}
