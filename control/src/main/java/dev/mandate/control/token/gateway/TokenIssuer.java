package dev.mandate.control.token.gateway;

import java.net.URI;
import java.util.Objects;

/**
 * Whose tokens gateways must accept.
 *
 * @param url the gateways' public URL: issuer of all tokens and audience of partner APIs
 */
public record TokenIssuer(URI url) {
    public TokenIssuer {
        Objects.requireNonNull(url);
    }
}
