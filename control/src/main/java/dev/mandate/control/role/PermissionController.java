package dev.mandate.control.role;

import dev.mandate.control.api.Call;
import dev.mandate.control.api.Management;
import dev.mandate.control.api.Reply;
import dev.mandate.control.api.command.Ids;
import dev.mandate.control.api.command.Refusals;
import dev.mandate.control.api.command.Text;
import dev.mandate.control.log.command.CommandState;
import dev.mandate.control.role.RoleCommand.SetRolePermissions;
import dev.mandate.engine.change.Entry;
import dev.mandate.engine.change.Permission;
import dev.mandate.engine.id.RoleId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /api/v1/roles/{id}/permissions}: the switches of a user role, one per action of the tenant's switch APIs, and
 * those that it still has of other actions of switch APIs.
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
        return management.read(call, state -> Reply.ok(permissions(call, state, role), RoleCommand.thing(role)));
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
                new SetRolePermissions(role, permissions(switches)),
                (state, done) -> Reply.ok(permissions(call, state, role), RoleCommand.thing(role)));
    }

    private static Map<String, Permission> permissions(Map<String, Object> switches) {
        Map<String, Permission> permissions = new LinkedHashMap<>();
        switches.forEach((key, value) -> permissions.put(key, permission(key, value)));
        return permissions;
    }

    private static Permission permission(String key, Object value) {
        return switch (value.toString()) {
            case "NONE" -> Permission.NONE;
            case "ACCESS" -> Permission.ACCESS;
            default -> throw Refusals.malformed(Text.shown(key), "must be `NONE` or `ACCESS`");
        };
    }

    private static Map<String, Permission> permissions(Call call, CommandState state, RoleId id) {
        return RoleSwitches.of(state, id, call.at()).shown();
    }
}
