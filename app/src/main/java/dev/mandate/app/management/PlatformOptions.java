package dev.mandate.app.management;

import dev.mandate.app.up.EnvironmentFile;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which installation a verb speaks to, and as whom: by default the platform's first operator. */
public final class PlatformOptions {
    private static final String OPERATOR = "PLATFORM_ADMIN";

    @Option(names = "--data", description = "The installation's folder.", defaultValue = "data")
    Path data = Path.of("data");

    @Option(
            names = "--as",
            paramLabel = "NAME",
            description = "Whose credentials of the folder's demo.env, such as STUDIO_ADMIN; without it the platform's"
                    + " first operator, of platform.env.",
            defaultValue = OPERATOR)
    String as = OPERATOR;

    /** The management API as that app. */
    public ManagementClient client() {
        String file = as.equals(OPERATOR) ? "platform.env" : "demo.env";
        return Endpoint.of(EnvironmentFile.read(data.resolve(file)), as).client();
    }
}
