package dev.parley.protocol;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The rules of the house (ARCHITECTURE.md) for what both ends share. */
class ArchitectureTest {
    private static final String ROOT = "dev.parley.protocol";

    /** From the bottom up. */
    private static final List<Set<String>> ORDER = List.of(
            Set.of("wire"),
            Set.of("json"),
            Set.of("media"),
            Set.of("stun", "rtp", "rtcp"),
            Set.of("srtp", "payload", "signaling"),
            Set.of("ice", "dtls", "feedback"),
            Set.of("bwe"),
            Set.of("session"));

    private static JavaClasses protocol = new ClassFileImporter().importClasses();

    @BeforeAll
    static void read() {
        protocol = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(ROOT);
        assertThat(protocol).isNotEmpty();
    }

    @Test
    void aPackageKnowsOnlyThoseAtOrBelowItsLevel() {
        classes().should(new PackageOrder(ROOT, ORDER)).check(protocol);
    }

    @Test
    void noPackagesFormACycle() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(protocol);
    }

    @Test
    void noClockIsRead() {
        coreClasses()
                .should()
                .callMethodWhere(target(are(nameMatching("nanoTime|currentTimeMillis")))
                        .and(target(are(owner(nameMatching("java\\.lang\\.System"))))))
                .orShould()
                .callMethodWhere(target(are(nameMatching("now|systemUTC|systemDefaultZone|system|tick.*")))
                        .and(target(are(owner(nameMatching("java\\.time\\..*"))))))
                .orShould()
                .callConstructor(java.util.Date.class)
                .check(protocol);
    }

    @Test
    void noThreadIsStartedAndNoneIsWaitedFor() {
        coreClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching(
                        "java\\.util\\.Timer(Task)?|java\\.util\\.concurrent\\.locks\\..*|java\\.util\\.concurrent\\."
                                + "(?!Executor$|RejectedExecutionException$|ThreadLocalRandom$)[^.]*")
                .orShould()
                .callConstructorWhere(target(are(owner(nameMatching("java\\.lang\\.Thread")))))
                .orShould()
                // To ask which thread is running is no harm.
                .callMethodWhere(target(are(owner(nameMatching("java\\.lang\\.Thread(\\$.*)?"))))
                        .and(target(are(nameMatching("(?!currentThread$).*")))))
                .check(protocol);
    }

    @Test
    void noSocketIsOpened() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching(
                        "java\\.net\\.(.*Socket|http\\..*|URLConnection)|java\\.nio\\.channels\\..*|io\\.netty\\..*"
                                + "|javax\\.net\\..*")
                .check(protocol);
    }

    @Test
    void neitherEndIsKnown() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.parley.sfu..", "dev.parley.desktop..")
                .check(protocol);
    }

    @Test
    void everyPackageSaysWhatItIsAndIsNullMarked() {
        Set<String> signed = protocol.stream()
                .filter(type -> type.getSimpleName().equals("package-info") && type.isAnnotatedWith(NullMarked.class))
                .map(JavaClass::getPackageName)
                .collect(Collectors.toSet());
        assertThat(protocol).extracting(JavaClass::getPackageName).isSubsetOf(signed);
    }

    /** BouncyCastle's DTLS blocks: the package that hides it is the one exception. */
    private static GivenClassesConjunction coreClasses() {
        return noClasses().that().resideOutsideOfPackage(ROOT + ".dtls..");
    }
}
