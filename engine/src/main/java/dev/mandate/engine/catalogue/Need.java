package dev.mandate.engine.catalogue;

import java.util.Objects;

/**
 * An entity and an operation that an action of an entity API demands.
 *
 * @param entity upper-case, such as {@code TRADER}
 * @param operation {@code create}, {@code read}, {@code update}, {@code delete} or a named operation such as
 *     {@code accept}
 */
public record Need(String entity, String operation) {
    public Need {
        Objects.requireNonNull(entity);
        Objects.requireNonNull(operation);
    }
}
