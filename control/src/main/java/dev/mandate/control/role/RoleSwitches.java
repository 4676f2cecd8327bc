package dev.mandate.control.role;

import dev.mandate.control.api.command.Refusals;
import dev.mandate.control.api.command.Text;
import dev.mandate.control.catalogue.action.Actions;
import dev.mandate.control.log.command.CommandState;
import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.catalogue.ActionStatus;
import dev.mandate.engine.catalogue.ApiKind;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.Permission;
import dev.mandate.engine.change.RoleChange.PermissionSet;
import dev.mandate.engine.id.ActionId;
import dev.mandate.engine.id.RoleId;
import dev.mandate.engine.right.Role;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The switches of one user role. Access is given to actions in the documents of the tenant's switch APIs alone. None is set
 * wherever the role has Access: on retired actions, whose switches a move would carry, and on those of disabled APIs too.
 */
record RoleSwitches(CommandState state, RoleId id, Role role, Instant now) {
    /** Refuses an unknown role (404). */
    static RoleSwitches of(CommandState state, RoleId id, Instant now) {
        Role role =
                state.view().tenant().tenancy().roles().get(id).orElseThrow(() -> Refusals.unknown("role", id.value()));
        return new RoleSwitches(state, id, role, now);
    }

    /** By key, every action of the tenant's switch APIs, then the others at Access. */
    Map<String, Permission> shown() {
        Map<String, Permission> shown = new LinkedHashMap<>();
        offered().forEach(a -> shown.put(a.key().toString(), current(a)));
        Actions.all(state, ApiKind.SWITCH)
                .filter(this::open)
                .forEach(a -> shown.putIfAbsent(a.key().toString(), Permission.ACCESS));
        return shown;
    }

    /**
     * The changes that set these switches, by key.
     *
     * @throws dev.mandate.control.log.command.Refusal 400 for a key that is not offered, unless it leaves or lowers a switch
     */
    List<Change> changes(Map<String, Permission> wanted) {
        Map<ActionId, Permission> changes = new LinkedHashMap<>();
        wanted.forEach((key, permission) -> {
            switch (permission) {
                case ACCESS -> raised(key).ifPresent(a -> changes.put(a.id(), Permission.ACCESS));
                case NONE -> lowered(key, wanted.keySet()).forEach(a -> changes.put(a.id(), Permission.NONE));
            }
        });
        return changes.entrySet().stream()
                .<Change>map(c -> new PermissionSet(id, c.getKey(), c.getValue(), null))
                .toList();
    }

    /** The action of this key that comes to be at Access; none if it is already. */
    private Optional<Action> raised(String key) {
        Optional<Action> offered = offered().filter(a -> is(a, key)).findFirst();
        if (offered.isEmpty() && Actions.all(state, ApiKind.SWITCH).noneMatch(a -> is(a, key) && open(a))) {
            throw unknown(key);
        }
        return offered.filter(a -> !open(a));
    }

    /**
     * The actions at Access that come to be at None: those of this key, and those whose switches a proposed move would carry
     * to it, as a switch that is None already cannot say that it stays so.
     *
     * @param named keys of the call, which sets those actions itself
     */
    private Set<Action> lowered(String key, Set<String> named) {
        List<Action> actions =
                Actions.all(state, ApiKind.SWITCH).filter(a -> is(a, key)).toList();
        if (actions.isEmpty()) {
            throw unknown(key);
        }
        Set<Action> lowered = new LinkedHashSet<>(actions);
        actions.forEach(action -> Actions.movedFrom(state, action)
                .filter(from -> !named.contains(from.key().toString()))
                .forEach(lowered::add));
        lowered.removeIf(a -> !open(a));
        return lowered;
    }

    private static RuntimeException unknown(String key) {
        return Refusals.malformed(
                Text.shown(key),
                "is no action of a switch API that this tenant has enabled: management actions and entity APIs have"
                        + " no switch in a user role");
    }

    private Stream<Action> offered() {
        return Actions.enabled(state, ApiKind.SWITCH).filter(a -> a.status() != ActionStatus.RETIRED);
    }

    private static boolean is(Action action, String key) {
        return action.key().toString().equals(key);
    }

    private Permission current(Action action) {
        return open(action) ? Permission.ACCESS : Permission.NONE;
    }

    private boolean open(Action action) {
        long from = state.view().platform().catalogue().switchesCountFrom(action.id());
        return role.opens(action.id(), from, now);
    }
}
