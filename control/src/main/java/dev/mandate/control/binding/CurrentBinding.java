package dev.mandate.control.binding;

import dev.mandate.engine.catalogue.EntityRole;
import dev.mandate.engine.id.SpaceId;
import dev.mandate.engine.state.Tenancy;
import dev.mandate.engine.user.User;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A binding in force at one moment. One to a sales channel that is gone is none.
 *
 * @param roles held there at that moment, by name
 */
public record CurrentBinding(SpaceId channel, List<String> roles) {
    public CurrentBinding {
        roles = List.copyOf(roles);
    }

    /** The user's binding, if it has one. */
    public static Optional<CurrentBinding> of(Tenancy tenancy, User user, Instant now) {
        return user.binding()
                .filter(b -> tenancy.channels().contains(b.channel()))
                .map(b -> new CurrentBinding(
                        b.channel(),
                        b.roles().holding(now).stream()
                                .map(EntityRole::name)
                                .sorted()
                                .toList()));
    }
}
