package dev.mandate.bench.engine;

import java.util.Set;

/** A role that a binding to a channel can carry, and what it grants on its entity. */
public record EntityRight(int index, String role, String entity, Set<String> operations) {
    public EntityRight {
        operations = Set.copyOf(operations);
    }

    public boolean grants(ApiAction action) {
        return entity.equals(action.entity()) && operations.contains(action.operation());
    }
}
