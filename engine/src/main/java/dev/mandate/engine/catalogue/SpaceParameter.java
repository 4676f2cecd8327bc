package dev.mandate.engine.catalogue;

import java.util.Objects;

/**
 * Where a request names the space that it is about.
 *
 * @param name the parameter's name in the document, case-sensitive
 * @param required whether a request without it is refused; a path parameter always is
 */
public record SpaceParameter(In in, String name, SpaceKind kind, boolean required) {
    /** The part of the request that carries the parameter. */
    public enum In {
        PATH,
        QUERY
    }

    public SpaceParameter {
        Objects.requireNonNull(in);
        Objects.requireNonNull(name);
        Objects.requireNonNull(kind);
    }
}
