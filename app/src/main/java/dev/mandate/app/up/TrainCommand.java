package dev.mandate.app.up;

import dev.mandate.app.file.EnvironmentFile;
import dev.mandate.app.management.ManagementClient;
import dev.mandate.app.management.ManagementEndpoint;
import dev.mandate.app.process.Settings;
import dev.mandate.app.vendor.DemoSteps;
import dev.mandate.app.vendor.VendorSetup;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/** What the build runs once so that later starts find their classes read and linked (JEP 483): a short life of everything. */
@Command(name = "train", hidden = true, description = "Starts and stops everything once, for the build.")
public final class TrainCommand implements Callable<Integer> {
    private static final Settings FREE_PORTS =
            Settings.none().with(Map.of("MANDATE_GATEWAY_PORT", "0", "MANDATE_CONTROL_PORT", "0"));

    @Override
    public Integer call() throws IOException {
        Path folder = Files.createTempDirectory("mandate-train");
        try {
            for (int start = 0; start < 2; start++) {
                try (Installation installation =
                        Installation.start(new Installation.Options(folder.resolve("data"), true), FREE_PORTS)) {
                    installation.announce(new PrintWriter(PrintWriter.nullWriter()));
                    use(folder.resolve("data"));
                }
            }
        } finally {
            delete(folder);
        }
        return 0;
    }

    private static void use(Path data) {
        EnvironmentFile demo = EnvironmentFile.read(data.resolve("demo.env"));
        try (ManagementClient admin =
                ManagementEndpoint.of(demo, "STUDIO_ADMIN").client()) {
            new VendorSetup(admin, DemoSteps.silent()).lines("external-post-production");
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
