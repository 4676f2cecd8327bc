package dev.mandate.control.token.bearer;

import dev.mandate.protocol.gateway.ControlPath;
import dev.mandate.protocol.problem.Problem;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;

/** The members {@code error} and {@code error_description} (RFC 6749, section 5.2) of the token endpoint's problems. */
public final class OAuthError {
    private static final Set<String> PATHS = Set.of(ControlPath.TOKEN, ControlPath.TOKEN_ALIAS);

    private OAuthError() {}

    /**
     * Returns a problem as it is written at a path: with both members at the token endpoint, else as it is.
     *
     * @param path decoded, or as it was sent if the server refused the request before decoding; null where no path could be read
     */
    public static Problem at(@Nullable String path, Problem problem) {
        return path != null && PATHS.contains(path)
                ? problem.with("error", code(problem.status())).with("error_description", problem.detail())
                : problem;
    }

    /** RFC 6749 has no code for 429; {@code temporarily_unavailable} makes clients retry. */
    private static String code(int status) {
        return switch (status) {
            case 429, 503 -> OAuth2ErrorCodes.TEMPORARILY_UNAVAILABLE;
            case 500 -> OAuth2ErrorCodes.SERVER_ERROR;
            default -> OAuth2ErrorCodes.INVALID_REQUEST;
        };
    }
}
