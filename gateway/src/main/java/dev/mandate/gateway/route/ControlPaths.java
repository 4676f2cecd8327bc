package dev.mandate.gateway.route;

import dev.mandate.engine.route.CanonicalPath;
import java.util.List;

/** The paths that the gateway passes to the control plane undecided (interface.md, "Doors"). No import may claim them. */
final class ControlPaths {
    private static final List<String> BELOW = List.of("/user-services/", "/oauth2/", "/.well-known/");
    private static final String TOKEN_ALIAS = "/connect/token";
    /** A door of the gateway's own, not of the control plane. */
    private static final String AUTHZEN = "/.well-known/authzen-configuration";

    private ControlPaths() {}

    static boolean contain(CanonicalPath path) {
        String text = path.toString();
        boolean ours = text.equals(AUTHZEN) || text.startsWith(AUTHZEN + "/");
        return !ours && (text.equals(TOKEN_ALIAS) || BELOW.stream().anyMatch(text::startsWith));
    }
}
