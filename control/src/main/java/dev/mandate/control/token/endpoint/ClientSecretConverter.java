package dev.mandate.control.token.endpoint;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Reads a client's id and secret from HTTP Basic, both form-urlencoded, or from the form: by exactly one of the two methods
 * (RFC 6749, sections 2.3 and 2.3.1).
 */
final class ClientSecretConverter implements AuthenticationConverter {
    private static final String BASIC = "Basic ";

    @Override
    public @Nullable Authentication convert(HttpServletRequest request) {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        String id = value(request, "client_id");
        String secret = value(request, "client_secret");
        if (authorization == null) {
            return id == null || secret == null
                    ? null
                    : sent(id, secret, ClientAuthenticationMethod.CLIENT_SECRET_POST);
        }
        if (secret != null || value(request, "client_assertion") != null) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_REQUEST);
        }
        OAuth2ClientAuthenticationToken basic = basic(authorization);
        if (id != null && !id.equals(basic.getPrincipal())) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_REQUEST);
        }
        return basic;
    }

    /** Returns the app that a request names, by whichever method; empty if it names none that can be read. */
    static Optional<String> named(HttpServletRequest request) {
        try {
            return Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION))
                    .map(header -> String.valueOf(basic(header).getPrincipal()))
                    .or(() -> Optional.ofNullable(value(request, "client_id")));
        } catch (OAuth2AuthenticationException e) {
            return Optional.empty();
        }
    }

    /** A parameter without a value is one that was not sent (section 3.2). */
    private static @Nullable String value(HttpServletRequest request, String name) {
        String value = request.getParameter(name);
        return value == null || value.isEmpty() ? null : value;
    }

    private static OAuth2ClientAuthenticationToken basic(String authorization) {
        if (!authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
        }
        try {
            byte[] bytes = Base64.getDecoder()
                    .decode(authorization.substring(BASIC.length()).strip());
            String[] parts = new String(bytes, StandardCharsets.UTF_8).split(":", 2);
            if (parts.length == 2) {
                return sent(decoded(parts[0]), decoded(parts[1]), ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
            }
        } catch (IllegalArgumentException e) {
            // neither base64 nor form-urlencoded: answered as any other wrong secret
        }
        throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
    }

    private static String decoded(String value) {
        return URLDecoder.decode(value, StandardCharsets.UTF_8);
    }

    private static OAuth2ClientAuthenticationToken sent(String id, String secret, ClientAuthenticationMethod method) {
        return new OAuth2ClientAuthenticationToken(id, method, secret, Map.of());
    }
}
