package dev.mandate.engine;

import dev.mandate.engine.uri.CanonicalPath;
import dev.mandate.engine.uri.Query;
import java.util.Objects;

/**
 * The parts of an HTTP request that a decision reads.
 *
 * @param method case-sensitive (RFC 9110, section 9.1)
 */
public record Request(String method, CanonicalPath path, Query query) {
    public Request {
        Objects.requireNonNull(method);
        Objects.requireNonNull(path);
        Objects.requireNonNull(query);
    }
}
