package dev.mandate.control.management;

import dev.mandate.engine.app.ManagementScope;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** Who may come to hold what, said plainly of one step: what was before, who acted, what is after. */
final class NaiveRules {
    /**
     * A secret that somebody saw.
     *
     * @param ceiling the most that this person could give when it saw the secret, or was given with it
     */
    record Seen(String person, String app, String secretId, String secret, NaiveRights.Power ceiling) {}

    /** Who acted: a user with a token of an app, or the platform's operator, who is nobody of the tenant. */
    record Actor(String user, NaiveRights.Power power, boolean operator) {}

    private final Set<String> kept = new HashSet<>();

    /** Everything wrong with the step; nothing if all is right. */
    List<String> faults(NaiveRights before, Actor actor, NaiveRights after, List<Seen> seen) {
        List<String> faults = new ArrayList<>();
        if (before.canBeAdministered() && !after.canBeAdministered()) {
            faults.add("nobody can administer the tenant any more");
        }
        after.apps().forEach((id, app) -> {
            if (!after.users().containsKey(app.user())) {
                faults.add("app " + id + " is left of the removed user " + app.user());
            }
        });
        for (Seen one : seen) {
            NaiveRights.Power power = after.power(one.app());
            if (after.live(one.secretId()) && !power.within(one.ceiling())) {
                faults.add(one.person() + " acts as " + power + " with a secret of " + one.app() + " that was "
                        + one.ceiling());
            }
        }
        if (!actor.operator()) {
            above(before, actor, after, faults);
            enabled(before, actor, after, faults);
        }
        return faults;
    }

    private static void above(NaiveRights before, Actor actor, NaiveRights after, List<String> faults) {
        int rank = before.rank(actor.user());
        before.users().forEach((id, user) -> {
            NaiveRights.Has then = after.users().get(id);
            if (user.rank() > rank && (then == null || !then.given().equals(user.given()))) {
                faults.add(actor + " changed user " + id + ": " + user + " to " + then);
            }
        });
        Map<String, NaiveRights.Acts> all = new TreeMap<>(before.apps());
        all.putAll(after.apps());
        all.keySet().forEach(id -> app(before, actor, after, id, faults));
        after.users().forEach((id, user) -> {
            int had = before.users().containsKey(id) ? before.rank(id) : NaiveRights.ORDINARY;
            if (user.rank() > had && rank < NaiveRights.OWNER) {
                faults.add(actor + " raised user " + id);
            }
        });
        if (rank == NaiveRights.ORDINARY) {
            ordinary(before, actor, after, faults);
        }
    }

    private static void app(NaiveRights before, Actor actor, NaiveRights after, String id, List<String> faults) {
        int rank = before.rank(actor.user());
        NaiveRights.Acts was = before.apps().get(id);
        NaiveRights.Acts is = after.apps().get(id);
        boolean ofHigher =
                (was != null && before.rank(was.user()) > rank) || (is != null && after.rank(is.user()) > rank);
        if (ofHigher && !Objects.equals(was, is)) {
            faults.add(actor + " changed app " + id + " of a user above: " + was + " to " + is);
        }
        if (rank < NaiveRights.OWNER
                && !after.power(id).within(before.power(id))
                && !after.power(id)
                        .within(new NaiveRights.Power(rank, actor.power().scopes()))) {
            faults.add(actor + " gave app " + id + " more than it has: " + after.power(id));
        }
        boolean rescoped = was == null
                ? is != null && !is.scopes().isEmpty()
                : is != null && !is.scopes().equals(was.scopes());
        if (rank < NaiveRights.OWNER && rescoped) {
            faults.add(actor + " gave or took scopes of app " + id);
        }
    }

    /** Ordinary users change entity roles in a channel where they administer roles, and nothing else. */
    private static void ordinary(NaiveRights before, Actor actor, NaiveRights after, List<String> faults) {
        NaiveRights.Has self = before.users().get(actor.user());
        boolean same = before.apps().equals(after.apps())
                && before.secrets().equals(after.secrets())
                && before.rest().equals(after.rest())
                && before.users().keySet().equals(after.users().keySet());
        if (!same || self == null) {
            faults.add("the ordinary " + actor + " changed more than roles");
            return;
        }
        before.users().forEach((id, user) -> {
            NaiveRights.Has then = after.users().get(id);
            boolean there = self.roles().contains(Registry.ROLE_ADMINISTRATOR)
                    && self.channel().equals(user.channel());
            if (then != null
                    && (!then.given().equals(user.given())
                            || (!there && !then.roles().equals(user.roles())))) {
                faults.add("the ordinary " + actor + " changed user " + id);
            }
        });
    }

    /** Remembers what Owners disabled; who else enables it is at fault. */
    private void enabled(NaiveRights before, Actor actor, NaiveRights after, List<String> faults) {
        boolean owner = before.rank(actor.user()) == NaiveRights.OWNER;
        before.users().forEach((id, user) -> {
            NaiveRights.Has then = after.users().get(id);
            enabled("user " + id, user.active(), then != null && then.active(), owner, faults);
        });
        before.apps().forEach((id, app) -> {
            NaiveRights.Acts then = after.apps().get(id);
            enabled("app " + id, app.active(), then != null && then.active(), owner, faults);
        });
    }

    private void enabled(String what, boolean was, boolean is, boolean owner, List<String> faults) {
        if (was && !is && owner) {
            kept.add(what);
        }
        if (!was && is && kept.remove(what) && !owner) {
            faults.add(what + " was enabled again, which an Owner had disabled");
        }
    }

    /** Whether somebody of this rank and these scopes manages at all. */
    static boolean manages(NaiveRights.Power power) {
        return power.rank() > NaiveRights.ORDINARY && power.scopes().contains(ManagementScope.ADMIN);
    }
}
