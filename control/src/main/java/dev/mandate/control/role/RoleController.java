package dev.mandate.control.role;

import dev.mandate.control.api.Call;
import dev.mandate.control.api.Ids;
import dev.mandate.control.api.Management;
import dev.mandate.control.api.Names;
import dev.mandate.control.api.Page;
import dev.mandate.control.api.Refusals;
import dev.mandate.control.api.Reply;
import dev.mandate.control.api.Text;
import dev.mandate.control.directory.Thing;
import dev.mandate.control.log.Proposal;
import dev.mandate.control.log.State;
import dev.mandate.engine.change.RoleChange;
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
    ResponseEntity<byte[]> create(Call call) {
        NewRole form = call.read(NewRole.class);
        RoleId role = Ids.suppliedOr("id", form.id(), RoleId::new);
        String name = Text.name("name", form.name());
        Thing thing = new Thing(Thing.Kind.ROLE, role.value());
        return management.write(
                call,
                null,
                (state, manager) -> {
                    if (RoleView.isBuiltIn(role)) {
                        throw Refusals.idTaken("role", role.value());
                    }
                    Names.requireUnlike(RoleView.BUILT_IN, "role", name);
                    Names.requireUnused(state.directory(), thing, "role", name);
                    return Proposal.of(new RoleChange.RoleAdded(role, name));
                },
                (state, done) -> Reply.created(RoleView.of(state, role), thing, "/api/v1/roles/" + role));
    }

    @GetMapping("/api/v1/roles")
    ResponseEntity<byte[]> list(
            Call call,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        Page.Ask ask = Page.Ask.of(limit, cursor);
        return management.read(
                call, state -> Reply.ok(Page.of(RoleView.ids(state), ask, id -> RoleView.of(state, new RoleId(id)))));
    }

    @GetMapping("/api/v1/roles/{id}")
    ResponseEntity<byte[]> show(Call call, @PathVariable String id) {
        RoleId role = Ids.named("role", id, RoleId::new);
        return management.read(call, state -> Reply.ok(RoleView.of(state, role), thing(role)));
    }

    @PatchMapping("/api/v1/roles/{id}")
    ResponseEntity<byte[]> rename(Call call, @PathVariable String id) {
        RoleId role = Ids.named("role", id, RoleId::new);
        String name = Text.name("name", call.read(Rename.class).name());
        return management.write(
                call,
                thing(role),
                (state, manager) -> {
                    requireMade(state, role);
                    Names.requireUnlike(RoleView.BUILT_IN, "role", name);
                    Names.requireFree(state.directory(), thing(role), "role", name);
                    return Proposal.of(new RoleChange.RoleRenamed(role, name));
                },
                (state, done) -> Reply.ok(RoleView.of(state, role), thing(role)));
    }

    @DeleteMapping("/api/v1/roles/{id}")
    ResponseEntity<byte[]> remove(Call call, @PathVariable String id) {
        RoleId role = Ids.named("role", id, RoleId::new);
        return management.write(
                call,
                thing(role),
                (state, manager) -> {
                    requireMade(state, role);
                    return Proposal.of(new RoleChange.RoleRemoved(role));
                },
                (state, done) -> Reply.gone());
    }

    private static Thing thing(RoleId role) {
        return new Thing(Thing.Kind.ROLE, role.value());
    }

    private static void requireMade(State state, RoleId role) {
        if (role.builtIn()) {
            throw Refusals.conflict("built_in", "role `" + role + "` is built in: only its permissions can be changed");
        }
        Names.requireThere(state.directory(), thing(role), "role");
    }
}
