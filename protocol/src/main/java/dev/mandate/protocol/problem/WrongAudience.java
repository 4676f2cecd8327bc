package dev.mandate.protocol.problem;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The answer to a valid token for the other audience, partner APIs or management. Names the right API, with the same
 * words on both planes.
 */
public final class WrongAudience {
    private WrongAudience() {}

    /**
     * Returns the problem's detail.
     *
     * @param audience the audience of the token, as this installation signed it
     * @param partners the gateway's URL, which serves the partner APIs
     */
    public static String detail(List<String> audience, String partners) {
        String apis = audience.stream()
                .map(url -> (url.equals(partners) ? "partner APIs" : "the management API") + " at `" + url + "`")
                .collect(Collectors.joining(" and "));
        return "this token is for " + apis
                + ", not for here: call there, or use an app that is registered for this one";
    }

    /** Returns the challenge (RFC 6750, section 3). */
    public static Map<String, String> challenge(String detail) {
        // INVARIANT: neither a quote nor a backslash, which an error_description must not contain
        String description = detail.replaceAll("[^\\x20-\\x21\\x23-\\x5B\\x5D-\\x7E]", "?");
        return Map.of("WWW-Authenticate", "Bearer error=\"invalid_token\", error_description=\"" + description + "\"");
    }
}
