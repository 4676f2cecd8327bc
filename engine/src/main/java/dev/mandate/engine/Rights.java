package dev.mandate.engine;

import dev.mandate.engine.catalogue.ActionStatus;
import dev.mandate.engine.catalogue.Demand;
import dev.mandate.engine.catalogue.EntityRole;
import dev.mandate.engine.catalogue.Requirement;
import dev.mandate.engine.id.ApiId;
import dev.mandate.engine.right.Role;
import dev.mandate.engine.right.Term;
import dev.mandate.engine.template.Endpoint;
import dev.mandate.engine.user.Grants;
import dev.mandate.engine.user.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Step 6: whether a user holds an action at one moment. {@link #held} allocates nothing. */
final class Rights {
    private Rights() {}

    static boolean held(View view, Subject subject, Endpoint endpoint, Instant now) {
        return endpoint.action().status() == ActionStatus.ACTIVE
                && subject.active()
                && switch (endpoint.api().kind()) {
                    case SWITCH -> switchedOn(subject, endpoint, now);
                    case ENTITY -> demanded(view, subject, endpoint, now);
                };
    }

    private static boolean switchedOn(Subject subject, Endpoint endpoint, Instant now) {
        Role role = subject.role();
        return role != null
                && subject.holdsRole(now)
                && role.opens(endpoint.action().id(), endpoint.requirement().switchesCountFrom(), now);
    }

    private static boolean demanded(View view, Subject subject, Endpoint endpoint, Instant now) {
        Demand demand = endpoint.action().demand();
        if (demand.administrators()) {
            return subject.builtIn() && subject.holdsRole(now);
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
        Set<ApiId> apis = view.tenant().tenancy().apis();
        return subject.holdsForGood(pair, view.platform().catalogue().pairs(), apis)
                || (subject.holdsForATime() && grantedForATime(subject.grants(), pair, apis, now));
    }

    private static boolean grantedForATime(Grants grants, Requirement.Pair pair, Set<ApiId> apis, Instant now) {
        List<Requirement.Offer> offers = pair.offers();
        for (int i = 0; i < offers.size(); i++) {
            Requirement.Offer offer = offers.get(i);
            Term term = grants.find(offer.offer().role());
            if (term != null && term.holds(now) && offer.counts(apis)) {
                return true;
            }
        }
        return false;
    }

    static Missing missing(View view, Subject subject, Endpoint endpoint, Instant now) {
        return new Missing(
                endpoint.action().key(),
                endpoint.action().status() == ActionStatus.PENDING,
                endpoint.requirement().pairs().stream()
                        .filter(pair -> !granted(view, subject, pair, now))
                        .map(pair -> new Missing.Pair(
                                pair.need(), roles(pair, view.tenant().tenancy().apis())))
                        .toList());
    }

    private static List<EntityRole> roles(Requirement.Pair pair, Set<ApiId> apis) {
        return pair.offers().stream()
                .filter(offer -> offer.counts(apis))
                .map(offer -> offer.offer().role())
                .distinct()
                .toList();
    }
}
