package dev.mandate.control;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.RestController;

/** The control plane's arrows between packages, as module-info holds them in the libraries. */
class ArchitectureTest {
    private static final String CONTROL = "dev.mandate.control.";
    private static final String[] FEATURES = packages(
            "space",
            "user",
            "role",
            "group",
            "app",
            "tenant",
            "gateway",
            "key",
            "catalogue",
            "connector",
            "binding",
            "decision",
            "audit",
            "history",
            "explanation",
            "search");
    private static final int MOST_CLASSES = 20;

    /** Each package is a slice of its own, apart from its subpackages. */
    private static final SliceAssignment EXACT_PACKAGES = new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
            return SliceIdentifier.of(javaClass.getPackageName());
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    };

    private static final JavaClasses CLASSES =
            new ClassFileImporter(List.of(new ImportOption.DoNotIncludeTests())).importPackages("dev.mandate.control");

    private static String[] packages(String... names) {
        return Arrays.stream(names).map(n -> CONTROL + n + "..").toArray(String[]::new);
    }

    private static String[] plus(String[] some, String... others) {
        return Stream.of(some, others).flatMap(Arrays::stream).toArray(String[]::new);
    }

    /** Of our own packages it knows these alone. */
    private static ArchRule knowsOnly(String name, String... others) {
        DescribedPredicate<JavaClass> allowed =
                resideInAnyPackage(plus(others, CONTROL + name + "..")).or(resideOutsideOfPackage("dev.mandate.."));
        return classes().that().resideInAPackage(CONTROL + name + "..").should().onlyDependOnClassesThat(allowed);
    }

    @Test
    void foldsOfManagementKnowTheEngineAlone() {
        knowsOnly("directory", "dev.mandate.engine..").check(CLASSES);
    }

    @Test
    void documentsAreReadWithoutKnowingWhatForOrWhere() {
        knowsOnly("openapi").check(CLASSES);
    }

    @Test
    void databaseKnowsNothingOfWhatIsKept() {
        knowsOnly("postgres", plus(packages("setting"), "dev.mandate.protocol.worker.."))
                .check(CLASSES);
    }

    @Test
    void logKnowsNeitherRulesNorHttp() {
        knowsOnly(
                        "log",
                        plus(
                                packages("directory", "postgres", "setting"),
                                "dev.mandate.engine..",
                                "dev.mandate.protocol.."))
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage(CONTROL + "log..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework.web..", "org.springframework.http..", "jakarta.servlet..")
                .check(CLASSES);
    }

    @Test
    void tokensKnowNoFeature() {
        noClasses()
                .that()
                .resideInAPackage(CONTROL + "token..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(plus(FEATURES, packages("api", "access")))
                .check(CLASSES);
    }

    @Test
    void mannersKnowNoFeature() {
        noClasses()
                .that()
                .resideInAnyPackage(packages("api", "access"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(FEATURES)
                .check(CLASSES);
    }

    @Test
    void controllersStandInFeatures() {
        classes()
                .that()
                .areAnnotatedWith(RestController.class)
                .should()
                .resideInAnyPackage(plus(FEATURES, packages("token", "feed", "manual")))
                .andShould()
                .notBePublic()
                .check(CLASSES);
    }

    @Test
    void everyWriteGoesThroughTheOneWay() {
        noClasses()
                .that()
                .resideInAnyPackage(packages(
                        "space",
                        "user",
                        "role",
                        "group",
                        "app",
                        "catalogue",
                        "connector",
                        "binding",
                        "audit",
                        "search",
                        "gateway",
                        "key"))
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("dev.mandate.control.log.write.Log")
                .because("`Management` has the right decided inside the command")
                .check(CLASSES);
    }

    @Test
    void logPartsDependDownwards() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("wiring")
                .definedBy(CONTROL + "log")
                .layer("write")
                .definedBy(CONTROL + "log.write")
                .layer("follow")
                .definedBy(CONTROL + "log.follow")
                .layer("entry")
                .definedBy(CONTROL + "log.entry")
                .layer("command")
                .definedBy(CONTROL + "log.command")
                .whereLayer("wiring")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("write")
                .mayOnlyBeAccessedByLayers("wiring")
                .whereLayer("follow")
                .mayOnlyBeAccessedByLayers("wiring", "write")
                .whereLayer("entry")
                .mayOnlyBeAccessedByLayers("wiring", "write", "follow")
                .check(CLASSES);
    }

    @Test
    void packagesHaveNoCircles() {
        slices().matching("dev.mandate.control.(*)..").should().beFreeOfCycles().check(CLASSES);
        slices().assignedFrom(EXACT_PACKAGES).should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void packagesAreSmall() {
        Map<String, Long> sizes = CLASSES.stream()
                .filter(JavaClass::isTopLevelClass)
                .filter(c -> !c.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(JavaClass::getPackageName, TreeMap::new, Collectors.counting()));
        sizes.values().removeIf(size -> size <= MOST_CLASSES);
        assertThat(sizes).isEmpty();
    }
}
