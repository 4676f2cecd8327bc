package dev.mandate.app.plane;

import dev.mandate.app.file.EnvironmentFile;
import dev.mandate.app.file.Failure;
import dev.mandate.app.process.Foreground;
import dev.mandate.app.process.Settings;
import dev.mandate.control.ControlServer;
import dev.mandate.control.ControlSettings;
import dev.mandate.control.tenant.FirstOperator;
import dev.mandate.protocol.gateway.ControlPath;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** A running control plane, and the file that its first operator finds the credentials in. */
final class ControlPlane implements Foreground.Running {
    private static final String DEFAULT_FILE = "data/platform.env";

    private final ControlServer server;
    private final ControlSettings settings;
    private final Path platformFile;

    private ControlPlane(ControlServer server, ControlSettings settings, Path platformFile) {
        this.server = server;
        this.settings = settings;
        this.platformFile = platformFile;
    }

    static ControlPlane start(Settings given) {
        ControlSettings settings = given.control();
        Path file = given.path(Settings.PLATFORM_FILE, DEFAULT_FILE).toAbsolutePath();
        // INVARIANT: before the operator is made, as his secret is seen once
        checkWritable(file);
        ControlPlane plane = new ControlPlane(ControlServer.start(settings), settings, file);
        try {
            plane.server.firstOperator().ifPresent(plane::keep);
            return plane;
        } catch (RuntimeException e) {
            plane.close();
            throw e;
        }
    }

    private static void checkWritable(Path file) {
        if (Files.isDirectory(file)) {
            throw new Failure("`" + file + "` is a folder: set `" + Settings.PLATFORM_FILE + "` to a file");
        }
        try {
            Files.createDirectories(
                    file.getParent(),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Files.delete(Files.createTempFile(file.getParent(), ".probe", ""));
        } catch (IOException e) {
            throw new Failure(
                    "cannot write next to `" + file + "` (" + Failure.why(e) + "): make its folder writable, or set `"
                            + Settings.PLATFORM_FILE + "` to another",
                    e);
        }
    }

    private void keep(FirstOperator.Keys keys) {
        EnvironmentFile file = EnvironmentFile.read(platformFile);
        file.set("GATEWAY_URL", settings.issuer().toString());
        file.set("CONTROL_URL", settings.publicUrl().toString());
        file.set("TOKEN_URL", settings.issuer().resolve(ControlPath.TOKEN).toString());
        file.set("PLATFORM_ADMIN_CLIENT_ID", keys.clientId());
        file.set("PLATFORM_ADMIN_CLIENT_SECRET", keys.clientSecret());
    }

    @Override
    public Optional<String> obstacle() {
        return Optional.empty();
    }

    @Override
    public void announce(PrintWriter out) {
        out.println("Mandate control is ready");
        out.println("  management  http://" + settings.host() + ":" + server.port() + "  (health and metrics http://"
                + settings.managementHost() + ":" + server.operationsPort() + ")");
        out.println("  as          " + settings.publicUrl() + "  (tokens of " + settings.issuer() + ")");
        if (server.firstOperator().isPresent()) {
            out.println("  operator's credentials in " + platformFile);
        }
        out.flush();
    }

    @Override
    public void close() {
        server.close();
    }
}
