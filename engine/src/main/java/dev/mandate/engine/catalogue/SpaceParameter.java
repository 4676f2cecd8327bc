package dev.mandate.engine.catalogue;

import java.util.Objects;

/**
 * The parameter in which a request names its space.
 *
 * @param name the parameter's name in the document, case-sensitive
 * @param required whether a request without the parameter is refused; always true for a path parameter
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
