package dev.mandate.engine.catalogue;

import java.util.Objects;
import java.util.Set;

/**
 * An entity role that an API lists.
 *
 * @param operations the operations on {@link EntityRole#entity()} that the role grants
 */
public record RoleOffer(EntityRole role, Set<String> operations) {
    private static final Set<String> READ = Set.of("read");
    private static final Set<String> ALL = Set.of("create", "read", "update", "delete");

    public RoleOffer {
        Objects.requireNonNull(role);
        operations = Set.copyOf(operations);
    }

    /**
     * Derives the operations from the scope: VIEWER grants {@code read}; ADMINISTRATOR grants the four basic operations
     * and no named one; any other scope grants exactly those listed for it.
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
