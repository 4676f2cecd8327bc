package dev.mandate.engine.catalogue;

import java.util.Objects;
import java.util.Set;

/**
 * An entity role that an API lists, and the operations on its entity that it grants.
 *
 * @param operations what the role grants on {@link EntityRole#entity()}
 */
public record RoleOffer(EntityRole role, Set<String> operations) {
    private static final Set<String> READ = Set.of("read");
    private static final Set<String> ALL = Set.of("create", "read", "update", "delete");

    public RoleOffer {
        Objects.requireNonNull(role);
        operations = Set.copyOf(operations);
    }

    /**
     * Derives the operations from the scope: VIEWER reads, ADMINISTRATOR has all four and no named operation, any other
     * scope exactly those listed for it.
     */
    public static RoleOffer derived(EntityRole role, Set<String> listed) {
        return switch (role.scope()) {
            case "VIEWER" -> new RoleOffer(role, READ);
            case "ADMINISTRATOR" -> new RoleOffer(role, ALL);
            default -> new RoleOffer(role, listed);
        };
    }

    public boolean grants(Need need) {
        return role.entity().equals(need.entity()) && operations.contains(need.operation());
    }
}
