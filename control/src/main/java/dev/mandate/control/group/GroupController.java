package dev.mandate.control.group;

import dev.mandate.control.api.Body;
import dev.mandate.control.api.Call;
import dev.mandate.control.api.Management;
import dev.mandate.control.api.Page;
import dev.mandate.control.api.Reply;
import dev.mandate.control.api.command.Ids;
import dev.mandate.control.api.command.Text;
import dev.mandate.control.directory.Thing;
import dev.mandate.control.group.GroupCommand.ChangeGroup;
import dev.mandate.control.group.GroupCommand.CreateGroup;
import dev.mandate.control.group.GroupCommand.RemoveGroup;
import dev.mandate.engine.id.GroupId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/groups}: which workspaces a group opens to its members; users join through their own resource. */
@RestController
final class GroupController {
    private final Management management;

    GroupController(Management management) {
        this.management = management;
    }

    /**
     * A group to add.
     *
     * @param workspaces {@code "all"} or a list of ids
     */
    record NewGroup(
            @Nullable String id,
            @Nullable String name,
            @Nullable Object workspaces) {}

    /**
     * What to change; what is absent stays as it is.
     *
     * @param workspaces {@code "all"} or a list of ids
     */
    record Changed(@Nullable String name, @Nullable Object workspaces) {}

    @PostMapping("/api/v1/groups")
    ResponseEntity<byte[]> create(Call call, @Body NewGroup form) {
        GroupId group = Ids.suppliedOr("id", form.id(), GroupId::new);
        String name = Text.name("name", form.name());
        Openings openings = Openings.read(form.workspaces() == null ? List.of() : form.workspaces());
        return management.write(
                call,
                new CreateGroup(group, name, openings),
                (state, done) -> Reply.created(
                        GroupView.of(state, group), GroupCommand.thing(group), "/api/v1/groups/" + group));
    }

    @GetMapping("/api/v1/groups")
    ResponseEntity<byte[]> list(
            Call call,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor) {
        Page.Ask ask = Page.Ask.of(limit, cursor);
        return management.read(
                call,
                state -> Reply.ok(
                        Page.of(state.directory(), Thing.Kind.GROUP, ask, id -> GroupView.of(state, new GroupId(id)))));
    }

    @GetMapping("/api/v1/groups/{id}")
    ResponseEntity<byte[]> show(Call call, @PathVariable String id) {
        GroupId group = Ids.named("group", id, GroupId::new);
        return management.read(call, state -> Reply.ok(GroupView.of(state, group), GroupCommand.thing(group)));
    }

    @PatchMapping("/api/v1/groups/{id}")
    ResponseEntity<byte[]> change(Call call, @PathVariable String id, @Body Changed form) {
        GroupId group = Ids.named("group", id, GroupId::new);
        String name = form.name() == null ? null : Text.name("name", form.name());
        Openings openings = form.workspaces() == null ? null : Openings.read(form.workspaces());
        return management.write(
                call,
                new ChangeGroup(group, name, openings),
                (state, done) -> Reply.ok(GroupView.of(state, group), GroupCommand.thing(group)));
    }

    @DeleteMapping("/api/v1/groups/{id}")
    ResponseEntity<byte[]> remove(Call call, @PathVariable String id) {
        GroupId group = Ids.named("group", id, GroupId::new);
        return management.write(call, new RemoveGroup(group), (state, done) -> Reply.gone());
    }
}
