package dev.mandate.control.role;

import dev.mandate.control.access.Manager;
import dev.mandate.control.api.Call;
import dev.mandate.control.api.Ids;
import dev.mandate.control.api.Management;
import dev.mandate.control.api.Refusals;
import dev.mandate.control.api.Reply;
import dev.mandate.control.api.Text;
import dev.mandate.control.catalogue.Actions;
import dev.mandate.control.directory.Thing;
import dev.mandate.control.log.Proposal;
import dev.mandate.control.log.State;
import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.catalogue.ActionStatus;
import dev.mandate.engine.catalogue.ApiKind;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.Entry;
import dev.mandate.engine.change.Permission;
import dev.mandate.engine.change.RoleChange;
import dev.mandate.engine.id.RoleId;
import dev.mandate.engine.state.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /api/v1/roles/{id}/permissions}: the switches of a user role, one per action of the tenant's switch APIs. No other
 * action can be held by a user role, management's least of all.
 */
@RestController
final class PermissionController {
    private final Management management;

    PermissionController(Management management) {
        this.management = management;
    }

    @GetMapping("/api/v1/roles/{id}/permissions")
    ResponseEntity<byte[]> show(Call call, @PathVariable String id) {
        RoleId role = Ids.named("role", id, RoleId::new);
        return management.read(call, state -> Reply.ok(permissions(state, role), thing(role)));
    }

    @PatchMapping("/api/v1/roles/{id}/permissions")
    ResponseEntity<byte[]> set(Call call, @PathVariable String id) {
        RoleId role = Ids.named("role", id, RoleId::new);
        Map<String, Object> switches = call.readMap();
        if (switches.isEmpty() || switches.size() > Entry.MOST_CHANGES) {
            throw Refusals.malformed("", "name 1 to " + Entry.MOST_CHANGES + " actions with `NONE` or `ACCESS`");
        }
        return management.write(
                call,
                thing(role),
                (state, manager) -> Proposal.of(changes(state, manager, role, switches)),
                (state, done) -> Reply.ok(permissions(state, role), thing(role)));
    }

    private static List<Change> changes(State state, Manager manager, RoleId id, Map<String, Object> switches) {
        manager.requireTenant();
        Role role = role(state, id);
        if (id.equals(RoleId.OWNER)) {
            manager.requireOwner("change the permissions of owners");
        }
        List<Change> changes = new ArrayList<>();
        switches.forEach((key, value) -> {
            Action action = switchable(state, key);
            Permission wanted = permission(key, value);
            if (wanted != current(state, role, action)) {
                changes.add(new RoleChange.PermissionSet(id, action.id(), wanted, null));
            }
        });
        return changes;
    }

    private static Role role(State state, RoleId id) {
        return state.view().tenant().tenancy().roles().get(id).orElseThrow(() -> Refusals.unknown("role", id.value()));
    }

    private static Action switchable(State state, String key) {
        return Actions.enabled(state, ApiKind.SWITCH)
                .filter(a ->
                        a.status() != ActionStatus.RETIRED && a.key().toString().equals(key))
                .findFirst()
                .orElseThrow(() -> Refusals.malformed(
                        Text.shown(key),
                        "is no action of a switch API that this tenant has enabled: management actions and entity APIs have"
                                + " no switch in a user role"));
    }

    private static Permission permission(String key, Object value) {
        return switch (value.toString()) {
            case "NONE" -> Permission.NONE;
            case "ACCESS" -> Permission.ACCESS;
            default -> throw Refusals.malformed(Text.shown(key), "must be `NONE` or `ACCESS`");
        };
    }

    private static Permission current(State state, Role role, Action action) {
        long from = state.view().platform().catalogue().switchesCountFrom(action.id());
        boolean access = role.accesses()
                .get(action.id())
                .filter(a -> a.platformRevision() >= from)
                .isPresent();
        return access ? Permission.ACCESS : Permission.NONE;
    }

    private static Map<String, Permission> permissions(State state, RoleId id) {
        Role role = role(state, id);
        Map<String, Permission> all = new LinkedHashMap<>();
        Actions.enabled(state, ApiKind.SWITCH)
                .filter(a -> a.status() != ActionStatus.RETIRED)
                .forEach(a -> all.put(a.key().toString(), current(state, role, a)));
        return all;
    }

    private static Thing thing(RoleId role) {
        return new Thing(Thing.Kind.ROLE, role.value());
    }
}
