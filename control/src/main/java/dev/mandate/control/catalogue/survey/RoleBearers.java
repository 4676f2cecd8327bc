package dev.mandate.control.catalogue.survey;

import dev.mandate.engine.catalogue.EntityRole;
import dev.mandate.engine.id.ApiId;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.state.Snapshot;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The entity roles on bindings of all tenants, each with the APIs that are enabled there. */
public final class RoleBearers {
    private final Map<EntityRole, Set<Set<ApiId>>> enabled = new HashMap<>();

    private RoleBearers() {}

    /** Where no binding has a role. */
    public static RoleBearers none() {
        return new RoleBearers();
    }

    /**
     * Looks through the tenants, one at a time.
     *
     * @param roles to look for
     * @param tenant a tenant's current snapshot
     */
    public static RoleBearers of(
            List<TenantId> tenants, Collection<EntityRole> roles, Instant now, Function<TenantId, Snapshot> tenant) {
        RoleBearers bearers = new RoleBearers();
        if (!roles.isEmpty()) {
            tenants.forEach(id -> bearers.add(tenant.apply(id), Set.copyOf(roles), now));
        }
        return bearers;
    }

    private void add(Snapshot tenant, Set<EntityRole> roles, Instant now) {
        Set<EntityRole> found = new HashSet<>();
        tenant.tenancy()
                .users()
                .forEach((id, user) -> user.binding()
                        .ifPresent(binding -> binding.roles().holding(now).forEach(found::add)));
        found.retainAll(roles);
        found.forEach(role -> enabled.computeIfAbsent(role, r -> new HashSet<>())
                .add(tenant.tenancy().apis()));
    }

    /** By tenant that has a binding with the role, the APIs enabled there; equal ones once. */
    public Set<Set<ApiId>> enabledWith(EntityRole role) {
        return enabled.getOrDefault(role, Set.of());
    }
}
