package dev.mandate.control.user;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mandate.control.api.command.Names;
import dev.mandate.control.binding.CurrentBinding;
import dev.mandate.control.directory.Listing;
import dev.mandate.control.log.command.CommandState;
import dev.mandate.engine.change.UserKind;
import dev.mandate.engine.id.GroupId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.state.Tenancy;
import dev.mandate.engine.user.User;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A user as it is shown. Roles, groups and sales channels that are gone are left out.
 *
 * @param binding absent if the user is bound to no sales channel
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record UserView(
        String id,
        String kind,
        String status,
        @Nullable String name,
        @Nullable String email,
        @Nullable String role,
        List<String> groups,
        List<String> skills,
        @Nullable Binding binding,
        String created,
        String changed) {
    /** The sales channel that the user is bound to, and its entity roles there. */
    record Binding(String salesChannelId, List<String> roles) {}

    static UserView of(CommandState state, UserId id, Profile profile, Instant now) {
        Listing listing = Names.requireThere(state.directory(), UserRules.thing(id), "user");
        Tenancy tenancy = state.view().tenant().tenancy();
        User user = tenancy.users().get(id).orElseThrow();
        return new UserView(
                id.value(),
                user.kind() == UserKind.PERSON ? "person" : "service",
                user.active() ? "ACTIVE" : "DISABLED",
                profile.name(),
                profile.email(),
                user.role()
                        .map(User.Assigned::role)
                        .filter(tenancy.roles()::contains)
                        .map(Object::toString)
                        .orElse(null),
                user.groups().toMap().keySet().stream()
                        .filter(tenancy.groups()::contains)
                        .map(GroupId::value)
                        .sorted()
                        .toList(),
                listing.skills(),
                CurrentBinding.of(tenancy, user, now)
                        .map(b -> new Binding(b.channel().value(), b.roles()))
                        .orElse(null),
                listing.created().toString(),
                listing.changed().toString());
    }
}
