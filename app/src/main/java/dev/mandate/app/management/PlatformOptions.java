package dev.mandate.app.management;

import dev.mandate.app.file.EnvironmentFile;
import dev.mandate.app.file.Failure;
import dev.mandate.app.file.SecretFile;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which installation a verb speaks to, and as whom: by default the platform's first operator. */
public final class PlatformOptions {
    private static final String OPERATOR = "PLATFORM_ADMIN";

    @Option(names = "--data", description = "The installation's folder.", defaultValue = "data")
    Path data = Path.of("data");

    @Option(
            names = "--as",
            paramLabel = "NAME|FILE",
            description = "As whom: an app of your own by a file with a / in its name, such as ./studio.env, that holds"
                    + " CONTROL_URL, TOKEN_URL, CLIENT_ID and CLIENT_SECRET; or a name of the folder's demo.env, such as"
                    + " STUDIO_ADMIN. Without it the platform's first operator, of platform.env.",
            defaultValue = OPERATOR)
    String as = OPERATOR;

    /** The management API as that app. */
    public ManagementClient client() {
        if (as.contains("/")) {
            Path own = Path.of(as);
            SecretFile.require(own);
            return ManagementEndpoint.own(EnvironmentFile.read(own)).client();
        }
        Path file = data.resolve(as.equals(OPERATOR) ? "platform.env" : "demo.env");
        EnvironmentFile known = EnvironmentFile.read(file);
        if (Files.exists(file) && known.find(as + "_CLIENT_ID").isEmpty()) {
            throw new Failure("`" + file + "` has no app `" + as
                    + "`; to name a file of your own, write it with a `/`: `./" + as + "`");
        }
        return ManagementEndpoint.of(known, as).client();
    }
}
