package dev.mandate.control.audit;

import dev.mandate.engine.change.AppChange;
import dev.mandate.engine.change.BindingChange;
import dev.mandate.engine.change.CatalogueChange;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.CredentialChange;
import dev.mandate.engine.change.GroupChange;
import dev.mandate.engine.change.LogChange;
import dev.mandate.engine.change.MembershipChange;
import dev.mandate.engine.change.RoleChange;
import dev.mandate.engine.change.SpaceChange;
import dev.mandate.engine.change.TenantChange;
import dev.mandate.engine.change.UserChange;
import dev.mandate.engine.id.ActionId;
import dev.mandate.engine.state.Catalogue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The keys of the actions that changes name by number. Reads the catalogue at most once for a page of entries. For one thread. */
final class ActionNames {
    private final Catalogue catalogue;
    private @Nullable Map<ActionId, String> keys;

    ActionNames(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** Returns the key of each action that the changes name, by its number; null if they name none that the catalogue has. */
    @Nullable
    SortedMap<Integer, String> of(List<Change> changes) {
        Set<ActionId> named =
                changes.stream().flatMap(change -> named(change).stream()).collect(Collectors.toSet());
        if (named.isEmpty()) {
            return null;
        }
        SortedMap<Integer, String> found = new TreeMap<>();
        for (ActionId action : named) {
            String key = keys().get(action);
            if (key != null) {
                found.put(action.value(), key);
            }
        }
        return found.isEmpty() ? null : found;
    }

    private Map<ActionId, String> keys() {
        Map<ActionId, String> known = keys;
        if (known == null) {
            Map<ActionId, String> read = new HashMap<>();
            catalogue.apis().values().stream()
                    .flatMap(api -> api.actions().stream())
                    .forEach(action -> read.put(action.id(), action.key().toString()));
            keys = read;
            known = read;
        }
        return known;
    }

    private static Set<ActionId> named(Change change) {
        return switch (change) {
            case RoleChange c -> named(c);
            case CatalogueChange c -> named(c);
            case AppChange _,
                    BindingChange _,
                    CredentialChange _,
                    GroupChange _,
                    LogChange _,
                    MembershipChange _,
                    SpaceChange _,
                    TenantChange _,
                    UserChange _ -> Set.of();
        };
    }

    private static Set<ActionId> named(RoleChange change) {
        return switch (change) {
            case RoleChange.PermissionSet c -> Set.of(c.action());
            case RoleChange.RoleAdded _, RoleChange.RoleRenamed _, RoleChange.RoleRemoved _ -> Set.of();
        };
    }

    /** An imported API holds its actions with their keys. */
    private static Set<ActionId> named(CatalogueChange change) {
        return switch (change) {
            case CatalogueChange.ActionsActivated c -> c.actions();
            case CatalogueChange.MoveConfirmed c -> Set.of(c.from(), c.to());
            case CatalogueChange.PrecedenceSet c -> Set.of(c.action());
            case CatalogueChange.TenantListed _,
                    CatalogueChange.ApiImported _,
                    CatalogueChange.BasePathSet _,
                    CatalogueChange.ConnectorDefined _,
                    CatalogueChange.ConnectorRemoved _,
                    CatalogueChange.KeyPublished _,
                    CatalogueChange.LogFormatRaised _,
                    CatalogueChange.GatewayAdded _,
                    CatalogueChange.GatewayRemoved _,
                    CatalogueChange.IdentityKeyPublished _,
                    CatalogueChange.KeyRetired _ -> Set.of();
        };
    }
}
