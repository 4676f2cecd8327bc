package dev.mandate.protocol.problem;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The answer to a valid token whose audience is the other API. It names that API, in the same words at both planes. */
public final class WrongDoor {
    private WrongDoor() {}

    /**
     * Returns the sentence for the caller.
     *
     * @param audience the token's, as this installation signed it
     * @param partners the URL of the gateway, where partner APIs are
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
        // INVARIANT: neither a quote nor a backslash, which an error_description must not hold
        String description = detail.replaceAll("[^\\x20-\\x21\\x23-\\x5B\\x5D-\\x7E]", "?");
        return Map.of("WWW-Authenticate", "Bearer error=\"invalid_token\", error_description=\"" + description + "\"");
    }
}
