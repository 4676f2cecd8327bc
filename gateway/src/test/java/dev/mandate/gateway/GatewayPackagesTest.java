package dev.mandate.gateway;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The order among the packages of the gateway. */
class GatewayPackagesTest {
    @Test
    void noneUsesAnotherInACircle() {
        slices().matching("dev.mandate.(**)")
                .should()
                .beFreeOfCycles()
                .check(new ClassFileImporter(List.of(new ImportOption.DoNotIncludeTests()))
                        .importPackages("dev.mandate.gateway"));
    }
}
