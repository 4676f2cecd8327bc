package dev.mandate.engine;

import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.catalogue.ActionKey;
import dev.mandate.engine.catalogue.ActionStatus;
import dev.mandate.engine.catalogue.Api;
import dev.mandate.engine.catalogue.ApiKind;
import dev.mandate.engine.catalogue.EntityRole;
import dev.mandate.engine.catalogue.Need;
import dev.mandate.engine.catalogue.RoleOffer;
import dev.mandate.engine.id.RoleId;
import dev.mandate.engine.state.Role;
import dev.mandate.engine.state.User;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What one user holds in one view at one moment: step 6. */
final class Rights {
    private static final Comparator<RoleOffer> SMALLEST_FIRST = Comparator.<RoleOffer>comparingInt(
                    o -> o.operations().size())
            .thenComparing(o -> o.role().name());

    private final View view;
    private final User user;
    private final Instant now;

    Rights(View view, User user, Instant now) {
        this.view = view;
        this.user = user;
        this.now = now;
    }

    /** What is missing for the action; empty if it is held. */
    Optional<Missing> missing(Api api, Action action) {
        boolean held = action.status() == ActionStatus.ACTIVE
                && user.active()
                && switch (api.kind()) {
                    case SWITCH -> switchedOn(action);
                    case ENTITY -> demanded(action);
                };
        return held ? Optional.empty() : Optional.of(lacking(api, action));
    }

    private boolean switchedOn(Action action) {
        Role role = userRole().flatMap(view.tenant().tenancy().roles()::get).orElse(null);
        Role.Access access =
                role == null ? null : role.accesses().get(action.id()).orElse(null);
        return access != null
                && access.term().holds(now)
                && access.platformRevision() >= view.platform().catalogue().switchesCountFrom(action.id());
    }

    private Optional<RoleId> userRole() {
        return user.role().filter(r -> r.term().holds(now)).map(User.Assigned::role);
    }

    private boolean demanded(Action action) {
        if (action.demand().administrators()) {
            return userRole().filter(RoleId::builtIn).isPresent();
        }
        if (action.demand().self()) {
            return true;
        }
        return !action.demand().needs().isEmpty()
                && action.demand().needs().stream().allMatch(this::granted);
    }

    private boolean granted(Need need) {
        return offers().anyMatch(o -> o.grants(need) && holds(o.role()));
    }

    private boolean holds(EntityRole role) {
        return binding()
                .map(User.Binding::roles)
                .map(r -> r.get(role))
                .filter(t -> t.holds(now))
                .isPresent();
    }

    /** A binding to a channel that is gone is none. */
    private Optional<User.Binding> binding() {
        return user.binding().filter(b -> view.tenant().tenancy().channels().contains(b.channel()));
    }

    /** Roles count as far as an enabled entity API lists them. */
    private Stream<RoleOffer> offers() {
        Map<?, Api> apis = view.platform().catalogue().apis();
        return view.tenant().tenancy().apis().stream()
                .map(apis::get)
                .filter(api -> api != null && api.kind() == ApiKind.ENTITY)
                .flatMap(api -> api.offers().stream());
    }

    private Missing lacking(Api api, Action action) {
        ActionKey key = action.key();
        List<Missing.Pair> pairs = api.kind() == ApiKind.SWITCH
                ? List.of()
                : action.demand().needs().stream()
                        .filter(need -> !granted(need))
                        .sorted(Comparator.comparing(Need::entity).thenComparing(Need::operation))
                        .map(need -> new Missing.Pair(need, roles(need)))
                        .toList();
        return new Missing(key, pairs);
    }

    private List<EntityRole> roles(Need need) {
        return offers().filter(o -> o.grants(need))
                .sorted(SMALLEST_FIRST)
                .map(RoleOffer::role)
                .distinct()
                .toList();
    }
}
