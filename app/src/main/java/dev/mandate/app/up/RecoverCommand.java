package dev.mandate.app.up;

import dev.mandate.app.file.EnvironmentFile;
import dev.mandate.app.file.Failure;
import dev.mandate.app.file.Folder;
import dev.mandate.app.process.Settings;
import dev.mandate.app.process.SettingsOptions;
import dev.mandate.control.ControlServer;
import dev.mandate.control.ControlSettings;
import dev.mandate.control.tenant.FirstOperator;
import dev.mandate.control.tenant.OperatorRecovery;
import dev.mandate.protocol.gateway.ControlPath;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code mandate recover}: a new operator's app where the credentials are lost. It works on the database itself and asks for
 * no token: whoever has the folder has the database.
 */
@Command(
        name = "recover",
        description = "Makes a new operator's app on the machine, where nobody can operate the platform any more.",
        mixinStandardHelpOptions = true)
public final class RecoverCommand implements Callable<Integer> {
    private static final String DATABASE = "MANDATE_DATABASE_URL";

    @Spec
    @Nullable
    CommandSpec spec;

    @Option(names = "--data", description = "The installation's folder; it must be stopped.", defaultValue = "data")
    Path data = Path.of("data");

    @Mixin
    private final SettingsOptions settings = new SettingsOptions();

    @Override
    public Integer call() {
        recover(settings.read(), Objects.requireNonNull(spec).commandLine().getOut());
        return 0;
    }

    /** Makes the app and writes its credentials to the folder's {@code platform.env}. */
    void recover(Settings given, PrintWriter out) {
        if (given.find(DATABASE).isEmpty() && !Files.isDirectory(data.resolve("postgres"))) {
            throw new Failure("folder `" + data.toAbsolutePath().normalize()
                    + "` holds no installation: name one with --data, or its database with `" + DATABASE + "`");
        }
        // INVARIANT: taken before the app is made: a running installation keeps it, and its secret must be written here
        try (Folder folder = Folder.take(data, "--data")) {
            EnvironmentFile file = folder.file("platform.env");
            ControlSettings control = settings(given, folder, file).control();
            OperatorRecovery.Recovered made = ControlServer.recoverOperator(control);
            Optional<Path> old = file.keepOld();
            file.setAll(credentials(file, control, made.keys()));
            old.ifPresent(path -> out.println("the credentials of before are kept in " + path));
            out.println("a new operator's credentials are in " + folder.resolve("platform.env"));
            made.others().forEach(app -> out.println("still active: operators' app " + app));
            if (!made.others().isEmpty()) {
                out.println("end those whose credentials may be in other hands: DELETE /api/v1/apps/ID");
            }
            out.println("revision: " + made.revision());
        }
    }

    /** As `up` has them; addresses are those that it wrote, and only matter where there are none yet. */
    private static Settings settings(Settings given, Folder folder, EnvironmentFile file) {
        return given.behind(Map.of(
                "MANDATE_DATABASE_DATA",
                folder.resolve("postgres").toString(),
                "MANDATE_TOKEN_ISSUER",
                file.find("GATEWAY_URL").orElse("http://127.0.0.1:8080"),
                "MANDATE_TOKEN_CONTROL",
                file.find("CONTROL_URL").orElse("http://127.0.0.1:8081")));
    }

    private static Map<String, String> credentials(
            EnvironmentFile file, ControlSettings control, FirstOperator.Keys keys) {
        Map<String, String> values = new LinkedHashMap<>();
        if (file.find("CONTROL_URL").isEmpty()) {
            values.put("GATEWAY_URL", control.issuer().toString());
            values.put("CONTROL_URL", control.publicUrl().toString());
            values.put("TOKEN_URL", control.issuer().resolve(ControlPath.TOKEN).toString());
        }
        values.put("PLATFORM_ADMIN_CLIENT_ID", keys.clientId());
        values.put("PLATFORM_ADMIN_CLIENT_SECRET", keys.clientSecret());
        return values;
    }
}
