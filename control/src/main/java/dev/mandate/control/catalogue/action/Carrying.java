package dev.mandate.control.catalogue.action;

import dev.mandate.engine.View;
import dev.mandate.engine.change.Entry;
import dev.mandate.engine.change.Permission;
import dev.mandate.engine.change.RoleChange.PermissionSet;
import dev.mandate.engine.id.ActionId;
import dev.mandate.engine.id.RoleId;
import dev.mandate.engine.right.Role;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The entry of one tenant's log that a confirmed move makes: each switch at Access on the old action is set on the new one,
 * until the same moment, and to None on the old one. So a switch is carried once, and a tenant that lowers it afterwards keeps
 * it lowered when the confirmation is repeated.
 */
public final class Carrying {
    private static final int MOST_OF_ONE = 2;

    private final View view;
    private final Instant now;

    public Carrying(View view, Instant now) {
        this.view = view;
        this.now = now;
    }

    /** What is left to carry, at most as many changes as an entry holds; none if all is carried. */
    public List<PermissionSet> changes(Collection<Move> moves) {
        TreeMap<RoleId, Role> roles = new TreeMap<>(Comparator.comparing(RoleId::value));
        view.tenant().tenancy().roles().forEach(roles::put);
        return roles.entrySet().stream()
                .flatMap(role -> moves.stream().map(move -> changes(role.getKey(), role.getValue(), move)))
                .filter(changes -> !changes.isEmpty())
                .limit(Entry.MOST_CHANGES / MOST_OF_ONE)
                .flatMap(List::stream)
                .toList();
    }

    /** The new switch before the old one, both in one entry. */
    private List<PermissionSet> changes(RoleId id, Role role, Move move) {
        Role.Access old = counting(role, move.from().id());
        if (old == null) {
            return List.of();
        }
        PermissionSet cleared = new PermissionSet(id, move.from().id(), Permission.NONE, null);
        return reaches(role, move.to().id(), old)
                ? List.of(cleared)
                : List.of(
                        new PermissionSet(
                                id,
                                move.to().id(),
                                Permission.ACCESS,
                                old.term().until()),
                        cleared);
    }

    /** Whether the switch of the new action is at Access at least as long as that of the old one. */
    private boolean reaches(Role role, ActionId to, Role.Access old) {
        Role.Access has = counting(role, to);
        if (has == null) {
            return false;
        }
        Instant until = has.term().until();
        Instant wanted = old.term().until();
        return until == null || (wanted != null && !until.isBefore(wanted));
    }

    private Role.@Nullable Access counting(Role role, ActionId action) {
        Role.Access access = role.accesses().find(action);
        long from = view.platform().catalogue().switchesCountFrom(action);
        boolean counts = access != null && access.term().holds(now) && access.platformRevision() >= from;
        return counts ? access : null;
    }
}
