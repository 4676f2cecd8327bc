package dev.mandate.control.catalogue.survey;

import dev.mandate.engine.View;
import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.catalogue.Api;
import dev.mandate.engine.catalogue.RoleOffer;
import dev.mandate.engine.id.ActionId;
import dev.mandate.engine.id.RoleId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.search.Search;
import dev.mandate.engine.template.Endpoint;
import dev.mandate.engine.user.Subject;
import dev.mandate.engine.user.User;
import dev.mandate.engine.user.UserQuery;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who of one tenant has an action, whether it is in force or not: by the switches of its user roles, or by the entity roles on
 * its bindings.
 *
 * @param roles ids of user roles at Access, or names of entity roles that grant some of what the action needs
 * @param users active ones
 */
record Holders(NavigableSet<String> roles, Set<UserId> users) {
    static final Holders NOBODY = new Holders(Collections.emptyNavigableSet(), Set.of());

    /** Returns who has an action of a switch API. */
    static Holders bySwitch(View view, ActionId action, Instant now) {
        Set<RoleId> roles = roles(view, action, now);
        if (roles.isEmpty()) {
            return NOBODY;
        }
        NavigableSet<String> names = new TreeSet<>();
        roles.forEach(role -> names.add(role.value()));
        return new Holders(names, all(view.tenant().tenancy().query().byRole(s -> hasOne(s, roles, now))));
    }

    private static boolean hasOne(Subject subject, Set<RoleId> roles, Instant now) {
        User.Assigned assigned = subject.assigned();
        return assigned != null
                && roles.contains(assigned.role())
                && assigned.term().holds(now);
    }

    /** The user roles whose switch of the action counts. */
    static Set<RoleId> roles(View view, ActionId action, Instant now) {
        long from = view.platform().catalogue().switchesCountFrom(action);
        Set<RoleId> roles = new HashSet<>();
        view.tenant().tenancy().roles().forEach((id, role) -> {
            if (role.opens(action, from, now)) {
                roles.add(id);
            }
        });
        return roles;
    }

    /** Returns who has an action of an entity API, as the view's platform has it. */
    static Holders byEntityRole(View view, Endpoint endpoint, Instant now) {
        Api api = endpoint.api();
        if (!view.tenant().tenancy().apis().contains(api.id())) {
            return NOBODY;
        }
        Set<UserId> users = all(new Search(view, now).whoCan(endpoint, null));
        NavigableSet<String> names = new TreeSet<>();
        if (!users.isEmpty()) {
            api.offers().stream()
                    .filter(offer -> grants(offer, endpoint.action()))
                    .forEach(offer -> names.add(offer.role().name()));
        }
        return new Holders(names, users);
    }

    private static boolean grants(RoleOffer offer, Action action) {
        return action.demand().needs().stream().anyMatch(offer::grants);
    }

    private static Set<UserId> all(UserQuery query) {
        return Set.copyOf(query.page(null, Integer.MAX_VALUE));
    }

    /** Those of either. */
    Holders and(Holders others) {
        NavigableSet<String> allRoles = new TreeSet<>(roles);
        allRoles.addAll(others.roles);
        Set<UserId> allUsers = new HashSet<>(users);
        allUsers.addAll(others.users);
        return new Holders(allRoles, allUsers);
    }

    boolean none() {
        return roles.isEmpty() && users.isEmpty();
    }
}
