package dev.mandate.control.role;

import dev.mandate.control.api.Body;
import dev.mandate.control.api.Call;
import dev.mandate.control.api.Management;
import dev.mandate.control.api.Page;
import dev.mandate.control.api.Reply;
import dev.mandate.control.api.command.Ids;
import dev.mandate.control.api.command.Text;
import dev.mandate.control.role.RoleCommand.CreateRole;
import dev.mandate.control.role.RoleCommand.RemoveRole;
import dev.mandate.control.role.RoleCommand.RenameRole;
import dev.mandate.engine.id.RoleId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/roles}: user roles. The two built-in ones are listed, and are neither renamed nor removed. */
@RestController
final class RoleController {
    private final Management management;

    RoleController(Management management) {
        this.management = management;
    }

    record NewRole(@Nullable String id, @Nullable String name) {}

    record Rename(@Nullable String name) {}

    @PostMapping("/api/v1/roles")
    ResponseEntity<byte[]> create(Call call, @Body NewRole form) {
        RoleId role = Ids.suppliedOr("id", form.id(), RoleId::new);
        String name = Text.name("name", form.name());
        return management.write(
                call,
                new CreateRole(role, name),
                (state, done) ->
                        Reply.created(RoleView.of(state, role), RoleCommand.thing(role), "/api/v1/roles/" + role));
    }

    @GetMapping("/api/v1/roles")
    ResponseEntity<byte[]> list(
            Call call,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor) {
        Page.Ask ask = Page.Ask.of(limit, cursor);
        return management.read(
                call, state -> Reply.ok(Page.of(RoleView.ids(state), ask, id -> RoleView.of(state, new RoleId(id)))));
    }

    @GetMapping("/api/v1/roles/{id}")
    ResponseEntity<byte[]> show(Call call, @PathVariable String id) {
        RoleId role = Ids.named("role", id, RoleId::new);
        return management.read(call, state -> Reply.ok(RoleView.of(state, role), RoleCommand.thing(role)));
    }

    @PatchMapping("/api/v1/roles/{id}")
    ResponseEntity<byte[]> rename(Call call, @PathVariable String id, @Body Rename form) {
        RoleId role = Ids.named("role", id, RoleId::new);
        String name = Text.name("name", form.name());
        return management.write(
                call,
                new RenameRole(role, name),
                (state, done) -> Reply.ok(RoleView.of(state, role), RoleCommand.thing(role)));
    }

    @DeleteMapping("/api/v1/roles/{id}")
    ResponseEntity<byte[]> remove(Call call, @PathVariable String id) {
        RoleId role = Ids.named("role", id, RoleId::new);
        return management.write(call, new RemoveRole(role), (state, done) -> Reply.gone());
    }
}
