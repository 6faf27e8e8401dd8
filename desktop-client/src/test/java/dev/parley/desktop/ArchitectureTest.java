package dev.parley.desktop;

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
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The rules of the house (ARCHITECTURE.md) for the desktop client. */
class ArchitectureTest {
    private static final String ROOT = "dev.parley.desktop";

    /** From the bottom up; the root itself is the empty name. */
    private static final List<Set<String>> ORDER = List.of(
            Set.of("picture"),
            Set.of("codec"),
            Set.of("capture"),
            Set.of("playout"),
            Set.of("audio"),
            Set.of("track"),
            Set.of("signaling", "transport", "trust", "instance"),
            Set.of("call"),
            Set.of("ui"),
            Set.of(""));

    private static JavaClasses client = new ClassFileImporter().importClasses();

    @BeforeAll
    static void read() {
        client = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(ROOT);
        assertThat(client).isNotEmpty();
    }

    @Test
    void aPackageKnowsOnlyThoseAtOrBelowItsLevel() {
        classes().should(new PackageOrder(ROOT, ORDER)).check(client);
    }

    @Test
    void noPackagesFormACycle() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(client);
    }

    @Test
    void signalingAndTransportDoNotKnowEachOther() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".transport..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + ".signaling..")
                .check(client);
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".signaling..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + ".transport..")
                .check(client);
    }

    @Test
    void onlyTheWindowsKnowJavaFx() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT, ROOT + ".ui..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javafx..", "atlantafx..")
                .check(client);
    }

    @Test
    void windowsKnowTheMeetingAndPicturesOnly() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".ui..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        ROOT + ".codec..",
                        ROOT + ".capture..",
                        ROOT + ".playout..",
                        ROOT + ".audio..",
                        ROOT + ".track..",
                        ROOT + ".transport..")
                .allowEmptyShould(true)
                .check(client);
    }

    @Test
    void theServerIsUnknown() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.parley.sfu..")
                .check(client);
    }

    @Test
    void everyPackageSaysWhatItIsAndIsNullMarked() {
        Set<String> signed = client.stream()
                .filter(type -> type.getSimpleName().equals("package-info") && type.isAnnotatedWith(NullMarked.class))
                .map(JavaClass::getPackageName)
                .collect(Collectors.toSet());
        assertThat(client).extracting(JavaClass::getPackageName).isSubsetOf(signed);
    }
}
