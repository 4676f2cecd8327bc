package dev.mandate.control.catalogue;

import dev.mandate.engine.View;
import dev.mandate.engine.change.Entry;
import dev.mandate.engine.change.Permission;
import dev.mandate.engine.change.RoleChange.PermissionSet;
import dev.mandate.engine.id.ActionId;
import dev.mandate.engine.id.RoleId;
import dev.mandate.engine.state.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The entry of one tenant's log that a confirmed move makes: each switch at Access on the old action is set on the new one as
 * well, until the same moment. It gives nothing before the new action is activated, so a move that is broken off midway is
 * repeated as it was.
 */
final class Carrying {
    private final View view;
    private final Instant now;

    Carrying(View view, Instant now) {
        this.view = view;
        this.now = now;
    }

    /** What the tenant lacks of the moves, at most as many changes as an entry holds; none if all is carried. */
    List<PermissionSet> changes(List<Move> moves) {
        TreeMap<RoleId, Role> roles = new TreeMap<>(Comparator.comparing(RoleId::value));
        view.tenant().tenancy().roles().forEach(roles::put);
        List<PermissionSet> changes = new ArrayList<>();
        roles.forEach((id, role) -> moves.forEach(move -> {
            Role.Access old = counting(role, move.from().id());
            if (old != null
                    && changes.size() < Entry.MOST_CHANGES
                    && !reaches(role, move.to().id(), old)) {
                changes.add(new PermissionSet(
                        id, move.to().id(), Permission.ACCESS, old.term().until()));
            }
        }));
        return changes;
    }

    /** The changes that set the same switches as they are now. */
    List<PermissionSet> asBefore(List<PermissionSet> changes) {
        return changes.stream().map(this::asBefore).toList();
    }

    private PermissionSet asBefore(PermissionSet change) {
        Role role = view.tenant().tenancy().roles().find(change.role());
        Role.Access has = role == null ? null : counting(role, change.action());
        return has == null
                ? new PermissionSet(change.role(), change.action(), Permission.NONE, null)
                : new PermissionSet(
                        change.role(),
                        change.action(),
                        Permission.ACCESS,
                        has.term().until());
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
