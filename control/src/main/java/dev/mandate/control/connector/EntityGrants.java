package dev.mandate.control.connector;

import dev.mandate.control.binding.Bound;
import dev.mandate.control.connector.Readiness.Check;
import dev.mandate.control.connector.Readiness.Finding;
import dev.mandate.engine.Caller;
import dev.mandate.engine.Decision;
import dev.mandate.engine.Engine;
import dev.mandate.engine.Missing;
import dev.mandate.engine.View;
import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.catalogue.Api;
import dev.mandate.engine.catalogue.ApiKind;
import dev.mandate.engine.catalogue.EntityRole;
import dev.mandate.engine.catalogue.Need;
import dev.mandate.engine.catalogue.RoleOffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a user holds by the entity roles of its binding: what counts for an entity API. */
final class EntityGrants {
    /** Whoever holds it may grant itself any role of the channel. */
    private static final Need GRANTING = new Need("ROLE", "create");

    private final View view;
    private final Caller caller;
    private final Instant now;
    private final Optional<Bound> bound;

    EntityGrants(View view, Caller caller, Instant now) {
        this.view = view;
        this.caller = caller;
        this.now = now;
        this.bound = view.tenant()
                .tenancy()
                .users()
                .get(caller.user())
                .flatMap(user -> Bound.of(view.tenant().tenancy(), user, now));
    }

    /** What to do so that the user holds the action; empty if it does. The engine is asked, as a gateway would. */
    Optional<String> lacking(Action action) {
        return switch (Engine.decide(view, caller, Sample.of(action, bound.map(Bound::channel)), now)) {
            case Decision.Allow allow -> Optional.empty();
            case Decision.Forbidden(var found, var space, var missing)
            when missing.stream().anyMatch(one -> !one.needs().isEmpty()) -> Optional.of(advice(missing));
            case Decision.Refusal refusal ->
                Optional.of(
                        bound.isEmpty()
                                ? "the user is bound to no sales channel: bind it"
                                : "the user does not hold it");
        };
    }

    private static String advice(List<Missing> missing) {
        return missing.stream()
                .flatMap(one -> one.needs().stream())
                .distinct()
                .map(EntityGrants::anyOf)
                .collect(Collectors.joining(", and ", "the binding lacks it: add ", ""));
    }

    private static String anyOf(Missing.Pair pair) {
        String need = pair.need().entity() + " " + pair.need().operation();
        return pair.anyRole().isEmpty()
                ? "a role for " + need + ", which no enabled api lists"
                : pair.anyRole().stream().map(role -> "`" + role + "`").collect(Collectors.joining(" or "));
    }

    /** Roles that none of the actions asks for, and those that amount to more than they look like. */
    List<Finding> excess(Collection<Action> actions) {
        List<Finding> findings = new ArrayList<>();
        for (String role : bound.map(Bound::roles).orElse(List.of())) {
            boolean needed =
                    actions.stream().flatMap(a -> a.demand().needs().stream()).anyMatch(need -> grants(role, need));
            if (!needed) {
                findings.add(new Finding(Check.EXCESS, role, "the connector does not need it: remove it"));
            }
            if (grants(role, GRANTING)) {
                findings.add(new Finding(
                        Check.AMOUNTS_TO_ALL_ROLES,
                        role,
                        "it may give itself every role of its sales channel, so it amounts to all of them:"
                                + " remove it unless the app is to administer roles"));
            }
        }
        return findings;
    }

    private boolean grants(String role, Need need) {
        return view.tenant().tenancy().apis().stream()
                .map(id -> view.platform().catalogue().apis().get(id))
                .filter(api -> api != null && api.kind() == ApiKind.ENTITY)
                .map(Api::offers)
                .flatMap(List::stream)
                .filter(offer -> offer.role().equals(new EntityRole(role)))
                .anyMatch((RoleOffer offer) -> offer.grants(need));
    }

    List<Finding> reach() {
        return bound.isPresent()
                ? List.of()
                : List.of(new Finding(
                        Check.NO_REACH,
                        caller.user().value(),
                        "it is bound to no sales channel: bind it to the vendor's"));
    }
}
