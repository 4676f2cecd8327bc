package dev.mandate.engine;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The sizes of the packages of the engine, and the order among them. */
class EnginePackagesTest {
    private static final long LARGEST = 20;

    @Test
    void noneHasTooManyFiles() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            Map<String, Long> sizes = files.filter(file -> file.toString().endsWith(".java"))
                    .collect(Collectors.groupingBy(file -> String.valueOf(file.getParent()), Collectors.counting()));
            assertThat(sizes)
                    .isNotEmpty()
                    .allSatisfy((folder, size) -> assertThat(size).as(folder).isLessThanOrEqualTo(LARGEST));
        }
    }

    @Test
    void noneUsesAnotherInACircle() {
        slices().matching("dev.mandate.(**)")
                .should()
                .beFreeOfCycles()
                .check(new ClassFileImporter(List.of(new ImportOption.DoNotIncludeTests()))
                        .importPackages("dev.mandate.engine"));
    }
}
