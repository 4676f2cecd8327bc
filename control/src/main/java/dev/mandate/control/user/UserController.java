package dev.mandate.control.user;

import dev.mandate.control.api.Body;
import dev.mandate.control.api.Call;
import dev.mandate.control.api.Management;
import dev.mandate.control.api.Page;
import dev.mandate.control.api.Reply;
import dev.mandate.control.api.command.Ids;
import dev.mandate.control.api.command.Refusals;
import dev.mandate.control.directory.Thing;
import dev.mandate.control.log.command.CommandState;
import dev.mandate.control.user.UserCommand.CreateUser;
import dev.mandate.control.user.UserCommand.DescribeUser;
import dev.mandate.control.user.UserCommand.RemoveUser;
import dev.mandate.engine.change.UserKind;
import dev.mandate.engine.id.GroupId;
import dev.mandate.engine.id.RoleId;
import dev.mandate.engine.id.UserId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/users}: the users of a tenant, and their profiles. */
@RestController
final class UserController {
    private static final int MOST_GROUPS = 900;

    private final Management management;
    private final Profiles profiles;

    UserController(Management management, Profiles profiles) {
        this.management = management;
        this.profiles = profiles;
    }

    record NewUser(
            @Nullable String id,
            @Nullable String kind,
            @Nullable String name,
            @Nullable String email,
            @Nullable String role,
            @Nullable List<@Nullable String> groups) {}

    record Described(@Nullable String name, @Nullable String email) {}

    @PostMapping("/api/v1/users")
    ResponseEntity<byte[]> create(Call call, @Body NewUser form) {
        UserId user = Ids.newUser("id", form.id());
        Profile profile = Profile.read(form.name(), form.email());
        CreateUser command = new CreateUser(
                user,
                kind(form.kind()),
                form.role() == null ? null : Ids.in("role", form.role(), RoleId::new),
                groups(form.groups()),
                profiles.put(call.stream(), user, profile));
        return management.write(
                call,
                command,
                (state, done) -> Reply.created(
                        UserView.of(state, user, profile, call.at()), UserRules.thing(user), "/api/v1/users/" + user));
    }

    private static List<GroupId> groups(@Nullable List<@Nullable String> ids) {
        if (ids == null) {
            return List.of();
        }
        if (ids.size() > MOST_GROUPS) {
            throw Refusals.malformed("groups", "names more than " + MOST_GROUPS + " at once");
        }
        return ids.stream()
                .map(id -> Ids.in("groups", id, GroupId::new))
                .distinct()
                .toList();
    }

    private static UserKind kind(@Nullable String text) {
        return switch (text) {
            case "person" -> UserKind.PERSON;
            case "service" -> UserKind.SERVICE;
            case null -> UserKind.SERVICE;
            default -> throw Refusals.malformed("kind", "must be `person` or `service`");
        };
    }

    @GetMapping("/api/v1/users")
    ResponseEntity<byte[]> list(
            Call call,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor) {
        Page.Ask ask = Page.Ask.of(limit, cursor);
        return management.read(call, state -> Reply.ok(page(call, state, ask)));
    }

    private Page<UserView> page(Call call, CommandState state, Page.Ask ask) {
        Page<UserId> ids = Page.of(state.directory(), Thing.Kind.USER, ask, UserId::new);
        Map<UserId, Profile> known = profiles.of(state.directory().stream(), ids.items());
        List<UserView> users = ids.items().stream()
                .map(id -> UserView.of(state, id, known.getOrDefault(id, Profile.EMPTY), call.at()))
                .toList();
        return ids.with(users);
    }

    @GetMapping("/api/v1/users/{id}")
    ResponseEntity<byte[]> show(Call call, @PathVariable String id) {
        UserId user = Ids.named("user", id, UserId::new);
        return management.read(call, state -> Reply.ok(view(call, state, user), UserRules.thing(user)));
    }

    @PatchMapping("/api/v1/users/{id}")
    ResponseEntity<byte[]> describe(Call call, @PathVariable String id, @Body Described form) {
        UserId user = Ids.named("user", id, UserId::new);
        Profile sent = Profile.read(form.name(), form.email());
        Profile before = profiles.find(call.stream(), user);
        return management.write(
                call,
                new DescribeUser(user, before, before.overlaid(sent), profiles.put(call.stream(), user, sent)),
                (state, profile) -> Reply.ok(UserView.of(state, user, profile, call.at()), UserRules.thing(user)));
    }

    @DeleteMapping("/api/v1/users/{id}")
    ResponseEntity<byte[]> remove(Call call, @PathVariable String id) {
        UserId user = Ids.named("user", id, UserId::new);
        return management.write(
                call, new RemoveUser(user, profiles.remove(call.stream(), user)), (state, done) -> Reply.gone());
    }

    private UserView view(Call call, CommandState state, UserId user) {
        return UserView.of(state, user, profiles.find(state.directory().stream(), user), call.at());
    }
}
