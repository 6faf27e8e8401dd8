package dev.parley.sfu;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The rules of the house (ARCHITECTURE.md) for the server. */
class ArchitectureTest {
    private static final String ROOT = "dev.parley.sfu";

    /** From the bottom up; the root itself is the empty name. */
    private static final List<Set<String>> ORDER = List.of(
            Set.of("configuration", "limit"),
            Set.of("tls"),
            Set.of("acme"),
            Set.of("stream"),
            Set.of("producer", "consumer", "observer", "allocation"),
            Set.of("transport", "pipe"),
            Set.of("net", "router"),
            Set.of("worker"),
            Set.of("room"),
            Set.of("access", "storage"),
            Set.of("http", "signaling", "metrics"),
            Set.of("load"),
            Set.of("bench", "doctor"),
            Set.of("cli"),
            Set.of(""));

    private static JavaClasses server = new ClassFileImporter().importClasses();

    @BeforeAll
    static void read() {
        server = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(ROOT);
        assertThat(server).isNotEmpty();
    }

    @Test
    void aPackageKnowsOnlyThoseAtOrBelowItsLevel() {
        classes().should(new PackageOrder(ROOT, ORDER)).check(server);
    }

    @Test
    void noPackagesFormACycle() {
        slices().matching(ROOT + ".(**)")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(server);
        slices().matching("dev.parley.(*)..").should().beFreeOfCycles().check(server);
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".*..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT)
                .check(server);
    }

    @Test
    void producerAndConsumerNeverKnowEachOther() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".producer..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + ".consumer..")
                .allowEmptyShould(true)
                .check(server);
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".consumer..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + ".producer..")
                .allowEmptyShould(true)
                .check(server);
    }

    @Test
    void otherThreadsEnterAWorkerOnlyThroughItsProxy() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + ".room..", ROOT + ".signaling..", ROOT + ".http..", ROOT + ".cli..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName(ROOT + ".worker.Worker")
                .allowEmptyShould(true)
                .check(server);
    }

    /** In this house a Consumer receives media. */
    @Test
    void noFunctionIsCalledConsumer() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Consumer.class)
                .check(server);
    }

    @Test
    void theDesktopClientIsUnknown() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.parley.desktop..")
                .check(server);
    }

    @Test
    void everyPackageSaysWhatItIsAndIsNullMarked() {
        Set<String> signed = server.stream()
                .filter(type -> type.getSimpleName().equals("package-info") && type.isAnnotatedWith(NullMarked.class))
                .map(JavaClass::getPackageName)
                .collect(Collectors.toSet());
        assertThat(server).extracting(JavaClass::getPackageName).isSubsetOf(signed);
    }
}
