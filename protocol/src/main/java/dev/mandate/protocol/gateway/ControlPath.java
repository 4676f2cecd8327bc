package dev.mandate.protocol.gateway;

import dev.mandate.protocol.problem.ProblemTypes;
import java.util.List;
import java.util.Set;

/**
 * The paths of the control plane that partners reach through the gateway, which forwards them undecided. The control plane
 * decides them itself, and its handlers are at these constants.
 */
public final class ControlPath {
    /** The token endpoint (RFC 6749, section 3.2). */
    public static final String TOKEN = "/oauth2/token";

    /** The path that the media gateway's documentation gives the token endpoint. */
    public static final String TOKEN_ALIAS = "/connect/token";

    /** The public keys of access tokens. */
    public static final String TOKEN_KEYS = "/oauth2/jwks";

    /** The metadata of the authorization server (RFC 8414, section 3). */
    public static final String METADATA = "/.well-known/oauth-authorization-server";

    /** The public keys of signed identities. */
    public static final String IDENTITY_KEYS = "/.well-known/mandate-identity-jwks.json";

    /** The prefix of the user services. */
    public static final String USER_SERVICES = "/user-services/";

    private static final List<String> BELOW = List.of(USER_SERVICES, "/oauth2/", ProblemTypes.PATH);
    private static final Set<String> ALONE = Set.of(TOKEN_ALIAS, METADATA, IDENTITY_KEYS);

    private ControlPath() {}

    /** Returns whether the gateway forwards a canonical path to the control plane. */
    public static boolean isForwarded(String path) {
        for (String prefix : BELOW) {
            if (path.startsWith(prefix)) {
                return true;
            }
        }
        return ALONE.contains(path);
    }
}
