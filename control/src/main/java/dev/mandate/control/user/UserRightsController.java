package dev.mandate.control.user;

import dev.mandate.control.api.Body;
import dev.mandate.control.api.Call;
import dev.mandate.control.api.Management;
import dev.mandate.control.api.Reply;
import dev.mandate.control.api.command.Ids;
import dev.mandate.control.api.command.Refusals;
import dev.mandate.control.api.command.Text;
import dev.mandate.control.log.command.Done;
import dev.mandate.control.user.UserCommand.ChangeMembership;
import dev.mandate.control.user.UserCommand.ChangeUser;
import dev.mandate.engine.change.MembershipChange;
import dev.mandate.engine.change.UserChange;
import dev.mandate.engine.id.GroupId;
import dev.mandate.engine.id.RoleId;
import dev.mandate.engine.id.UserId;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/users/{id}/...}: what changes a user's rights and standing. Repeating one changes nothing. */
@RestController
final class UserRightsController {
    private static final int MOST_SKILLS = 100;

    private final Management management;
    private final Profiles profiles;

    UserRightsController(Management management, Profiles profiles) {
        this.management = management;
        this.profiles = profiles;
    }

    record RoleForm(@Nullable String role) {}

    record SkillsForm(@Nullable List<String> skills) {}

    @PutMapping("/api/v1/users/{id}/role")
    ResponseEntity<byte[]> assignRole(Call call, @PathVariable String id, @Body RoleForm form) {
        RoleId role = Ids.in("role", form.role(), RoleId::new);
        return change(call, id, user -> new UserChange.UserRoleAssigned(user, role, null));
    }

    @DeleteMapping("/api/v1/users/{id}/role")
    ResponseEntity<byte[]> unassignRole(Call call, @PathVariable String id) {
        return change(call, id, UserChange.UserRoleUnassigned::new);
    }

    @PutMapping("/api/v1/users/{id}/groups/{group}")
    ResponseEntity<byte[]> join(Call call, @PathVariable String id, @PathVariable String group) {
        GroupId joined = Ids.named("group", group, GroupId::new);
        return changeGroups(call, id, user -> new MembershipChange.MemberAdded(joined, user, null));
    }

    @DeleteMapping("/api/v1/users/{id}/groups/{group}")
    ResponseEntity<byte[]> leave(Call call, @PathVariable String id, @PathVariable String group) {
        GroupId left = Ids.named("group", group, GroupId::new);
        return changeGroups(call, id, user -> new MembershipChange.MemberRemoved(left, user));
    }

    @PutMapping("/api/v1/users/{id}/skills")
    ResponseEntity<byte[]> setSkills(Call call, @PathVariable String id, @Body SkillsForm form) {
        List<String> skills = skills(form);
        return change(call, id, user -> new UserChange.SkillsSet(user, skills));
    }

    private static List<String> skills(SkillsForm form) {
        if (form.skills() == null || form.skills().size() > MOST_SKILLS) {
            throw Refusals.malformed("skills", "is required: a list of at most " + MOST_SKILLS);
        }
        return form.skills().stream()
                .map(s -> Text.name("skills", s))
                .distinct()
                .sorted()
                .toList();
    }

    @PostMapping("/api/v1/users/{id}/disable")
    ResponseEntity<byte[]> disable(Call call, @PathVariable String id) {
        return change(call, id, UserChange.UserDisabled::new);
    }

    @PostMapping("/api/v1/users/{id}/enable")
    ResponseEntity<byte[]> enable(Call call, @PathVariable String id) {
        return change(call, id, UserChange.UserEnabled::new);
    }

    @PostMapping("/api/v1/users/{id}/revoke-tokens")
    ResponseEntity<byte[]> revokeTokens(Call call, @PathVariable String id) {
        return change(call, id, UserChange.UserTokensRevoked::new);
    }

    private ResponseEntity<byte[]> change(Call call, String id, Function<UserId, UserChange> change) {
        return submit(call, new ChangeUser(change.apply(Ids.named("user", id, UserId::new))));
    }

    private ResponseEntity<byte[]> changeGroups(Call call, String id, Function<UserId, MembershipChange> change) {
        return submit(call, new ChangeMembership(change.apply(Ids.named("user", id, UserId::new))));
    }

    private ResponseEntity<byte[]> submit(Call call, UserCommand<Done> command) {
        UserId user = command.user();
        return management.write(
                call,
                command,
                (state, done) -> Reply.ok(
                        UserView.of(state, user, profiles.find(state.directory().stream(), user), call.at()),
                        UserRules.thing(user)));
    }
}
