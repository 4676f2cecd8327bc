package dev.mandate.client.token;

import java.time.Duration;
import java.time.Instant;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A token as the endpoint issued it (RFC 6749, section 5.1), with the time from which a new one is requested. */
record IssuedToken(String value, Instant renewAt) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration ASSUMED_LIFE = Duration.ofMinutes(1);
    private static final Duration LONGEST_MARGIN = Duration.ofSeconds(30);

    static IssuedToken parse(byte[] body, Instant requested) {
        JsonNode json = json(body);
        String token = json.path("access_token").asString("");
        if (token.isEmpty()
                || !"Bearer".equalsIgnoreCase(json.path("token_type").asString(""))) {
            throw new TokenUnavailableException("the token endpoint answered without a bearer token", null);
        }
        Duration life = Duration.ofSeconds(json.path("expires_in").asLong(ASSUMED_LIFE.toSeconds()));
        Duration tenth = life.dividedBy(10);
        Duration margin = tenth.compareTo(LONGEST_MARGIN) < 0 ? tenth : LONGEST_MARGIN;
        return new IssuedToken(token, requested.plus(life).minus(margin));
    }

    /**
     * Returns the error code of a refusal; {@code unknown} if it contains other characters than the standard's codes,
     * so that the result is safe to log.
     */
    static String parseError(byte[] body) {
        try {
            String error = json(body).path("error").asString("");
            return error.matches("[a-z_]{1,40}") ? error : "unknown";
        } catch (TokenUnavailableException unreadable) {
            return "unknown";
        }
    }

    boolean isFresh(Instant now) {
        return now.isBefore(renewAt);
    }

    private static JsonNode json(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException malformed) {
            throw new TokenUnavailableException("the token endpoint did not answer with JSON", null);
        }
    }

    @Override
    public String toString() {
        return "IssuedToken[renewAt=" + renewAt + "]";
    }
}
