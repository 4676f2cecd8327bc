package dev.mandate.engine;

import dev.mandate.engine.catalogue.ActionStatus;
import dev.mandate.engine.catalogue.Demand;
import dev.mandate.engine.catalogue.EntityRole;
import dev.mandate.engine.catalogue.Requirement;
import dev.mandate.engine.id.ApiId;
import dev.mandate.engine.id.RoleId;
import dev.mandate.engine.id.SpaceId;
import dev.mandate.engine.route.Endpoint;
import dev.mandate.engine.state.Role;
import dev.mandate.engine.state.Subject;
import dev.mandate.engine.state.Term;
import dev.mandate.engine.state.User;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one user holds in one view at one moment: step 6. Asking whether it is held allocates nothing. */
final class Rights {
    private Rights() {}

    static boolean held(View view, Subject subject, Endpoint endpoint, Instant now) {
        return endpoint.action().status() == ActionStatus.ACTIVE
                && subject.active()
                && switch (endpoint.api().kind()) {
                    case SWITCH -> switchedOn(view, subject, endpoint, now);
                    case ENTITY -> demanded(view, subject, endpoint, now);
                };
    }

    private static boolean switchedOn(View view, Subject subject, Endpoint endpoint, Instant now) {
        RoleId held = userRole(subject, now);
        Role role = held == null ? null : view.tenant().tenancy().roles().find(held);
        long countsFrom = endpoint.requirement().switchesCountFrom();
        return role != null && role.opens(endpoint.action().id(), countsFrom, now);
    }

    private static @Nullable RoleId userRole(Subject subject, Instant now) {
        User.Assigned assigned = subject.role();
        return assigned != null && assigned.term().holds(now) ? assigned.role() : null;
    }

    private static boolean demanded(View view, Subject subject, Endpoint endpoint, Instant now) {
        Demand demand = endpoint.action().demand();
        if (demand.administrators()) {
            RoleId role = userRole(subject, now);
            return role != null && role.builtIn();
        }
        if (demand.self()) {
            return true;
        }
        List<Requirement.Pair> pairs = endpoint.requirement().pairs();
        for (int i = 0; i < pairs.size(); i++) {
            if (!granted(view, subject, pairs.get(i), now)) {
                return false;
            }
        }
        return !pairs.isEmpty();
    }

    private static boolean granted(View view, Subject subject, Requirement.Pair pair, Instant now) {
        Set<ApiId> enabled = view.tenant().tenancy().apis();
        List<Requirement.Offer> offers = pair.offers();
        for (int i = 0; i < offers.size(); i++) {
            Requirement.Offer offer = offers.get(i);
            Term term = subject.entityRoles().find(offer.offer().role());
            if (term != null && term.holds(now) && enabled.contains(offer.api())) {
                return bound(view, subject);
            }
        }
        return false;
    }

    /** A binding to a channel that is gone is none. */
    private static boolean bound(View view, Subject subject) {
        SpaceId channel = subject.channel();
        return channel != null && view.tenant().tenancy().channels().contains(channel);
    }

    static Missing missing(View view, Subject subject, Endpoint endpoint, Instant now) {
        return new Missing(
                endpoint.action().key(),
                endpoint.requirement().pairs().stream()
                        .filter(pair -> !granted(view, subject, pair, now))
                        .map(pair -> new Missing.Pair(pair.need(), roles(view, pair)))
                        .toList());
    }

    /** Roles count as far as an enabled entity API lists them. */
    private static List<EntityRole> roles(View view, Requirement.Pair pair) {
        return pair.offers().stream()
                .filter(o -> view.tenant().tenancy().apis().contains(o.api()))
                .map(o -> o.offer().role())
                .distinct()
                .toList();
    }
}
