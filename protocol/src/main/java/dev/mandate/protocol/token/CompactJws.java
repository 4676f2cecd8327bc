package dev.mandate.protocol.token;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The three parts of a JWS in compact form (RFC 7515, section 7.1), each in its only base64url spelling. An ES256 signature
 * is R and S of 32 bytes each (RFC 7518, section 3.4), so it is never DER and never empty.
 */
record CompactJws(String header, String payload, String signature) {
    private static final String BASE64URL = "[A-Za-z0-9_-]";
    private static final Pattern FORM =
            Pattern.compile("(" + BASE64URL + "{1,1024})\\.(" + BASE64URL + "{1,8192})\\.(" + BASE64URL + "{86})");

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /**
     * Splits a token into its parts.
     *
     * @throws InvalidTokenException if the text has another form or is too long
     */
    static CompactJws parse(String text) {
        Matcher parts = FORM.matcher(text);
        InvalidTokenException.check(parts.matches(), "not a JWS in compact form with a 64-byte signature");
        decoded(parts.group(3));
        return new CompactJws(parts.group(1), parts.group(2), parts.group(3));
    }

    byte[] signingInput() {
        return (header + "." + payload).getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Parses the header.
     *
     * @throws InvalidTokenException if it is not one JSON object without repeated members
     */
    TokenClaims headerMembers() {
        return members(header, "the header");
    }

    /**
     * Parses the payload.
     *
     * @throws InvalidTokenException if it is not one JSON object without repeated members
     */
    TokenClaims claims() {
        return members(payload, "the payload");
    }

    private static TokenClaims members(String part, String name) {
        try {
            JsonNode node = JSON.readTree(decoded(part));
            InvalidTokenException.check(node.isObject(), name + " is not a JSON object");
            return new TokenClaims(node);
        } catch (JacksonException malformed) {
            throw new InvalidTokenException(name + " is not one JSON object without repeated members");
        }
    }

    /** A second spelling of the same bytes would make two tokens of one. */
    private static byte[] decoded(String part) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(part);
            String again = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            InvalidTokenException.check(again.equals(part), "a part is not in its only base64url spelling");
            return bytes;
        } catch (IllegalArgumentException malformed) {
            throw new InvalidTokenException("a part is not base64url");
        }
    }
}
