package dev.mandate.app.management;

import dev.mandate.app.up.EnvironmentFile;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which installation a verb speaks to, and as whom: the platform's first operator, from the installation's folder. */
final class PlatformOptions {
    @Option(names = "--data", description = "The installation's folder.", defaultValue = "data")
    Path data = Path.of("data");

    ManagementClient client() {
        return Endpoint.of(EnvironmentFile.read(data.resolve("platform.env")), "PLATFORM_ADMIN")
                .client();
    }
}
