package dev.mandate.gateway.decision;

import dev.mandate.engine.route.CanonicalPath;
import dev.mandate.protocol.problem.ProblemTypes;
import java.util.List;
import java.util.Set;

/**
 * The paths that the gateway passes to the control plane undecided (docs/operators.md). All of them are {@link
 * dev.mandate.engine.route.ReservedPaths reserved}: what is reserved and not passed on has no action, so it is a 404.
 */
final class ControlPaths {
    /** Any other method is allowed on none of these paths. */
    static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private static final List<String> BELOW = List.of("/user-services/", "/oauth2/", ProblemTypes.PATH);
    private static final Set<String> ALONE = Set.of(
            "/connect/token", "/.well-known/oauth-authorization-server", "/.well-known/mandate-identity-jwks.json");

    private ControlPaths() {}

    static boolean contain(CanonicalPath path) {
        String text = path.toString();
        return ALONE.contains(text) || BELOW.stream().anyMatch(text::startsWith);
    }
}
