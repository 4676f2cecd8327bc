package dev.mandate.app.plane;

import dev.mandate.app.file.Folder;
import dev.mandate.app.process.Foreground;
import dev.mandate.app.process.Settings;
import dev.mandate.gateway.GatewayServer;
import dev.mandate.gateway.setting.GatewaySettings;
import java.io.PrintWriter;
import java.util.Optional;

/** A running gateway in a folder that no other has. */
final class GatewayPlane implements Foreground.Running {
    private final Folder folder;
    private final GatewayServer server;
    private final GatewaySettings settings;

    private GatewayPlane(Folder folder, GatewayServer server, GatewaySettings settings) {
        this.folder = folder;
        this.server = server;
        this.settings = settings;
    }

    static GatewayPlane start(Settings given) {
        GatewaySettings settings = given.gateway();
        Folder folder = Folder.take(settings.data(), "`MANDATE_GATEWAY_DATA`");
        try {
            return new GatewayPlane(folder, GatewayServer.start(settings), settings);
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    @Override
    public Optional<String> obstacle() {
        return server.obstacle();
    }

    @Override
    public void announce(PrintWriter out) {
        out.println("Mandate gateway is ready");
        out.println("  gateway     http://" + settings.listening().host() + ":" + server.port()
                + "  (health and metrics http://" + settings.operations().host() + ":" + server.managementPort() + ")");
        out.println("  as          " + settings.publicUrl() + "  (fed by "
                + settings.control().url() + ")");
        out.flush();
    }

    @Override
    public void close() {
        server.close();
        folder.close();
    }
}
