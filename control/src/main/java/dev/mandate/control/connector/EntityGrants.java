package dev.mandate.control.connector;

import dev.mandate.control.binding.CurrentBinding;
import dev.mandate.control.connector.ConnectorReadiness.Check;
import dev.mandate.control.connector.ConnectorReadiness.Finding;
import dev.mandate.engine.Caller;
import dev.mandate.engine.Engine;
import dev.mandate.engine.Missing;
import dev.mandate.engine.Ruling;
import dev.mandate.engine.View;
import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.catalogue.Api;
import dev.mandate.engine.catalogue.ApiKind;
import dev.mandate.engine.catalogue.EntityRole;
import dev.mandate.engine.catalogue.Need;
import dev.mandate.engine.catalogue.RoleOffer;
import dev.mandate.engine.catalogue.SpaceKind;
import dev.mandate.engine.id.ActionId;
import dev.mandate.engine.id.SpaceId;
import dev.mandate.engine.search.Search;
import dev.mandate.engine.template.Endpoint;
import dev.mandate.engine.user.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a user holds by the entity roles of its binding: what counts for an entity API. */
final class EntityGrants {
    /** Whoever holds it may grant itself any role of the channel. */
    private static final Need GRANTING = new Need("ROLE", "create");

    private final View view;
    private final Caller caller;
    private final Instant now;
    private final Optional<CurrentBinding> bound;
    private final Map<ActionId, Endpoint> endpoints;

    EntityGrants(View view, Caller caller, Instant now) {
        this.view = view;
        this.caller = caller;
        this.now = now;
        this.bound = view.tenant()
                .tenancy()
                .users()
                .get(caller.user())
                .flatMap(user -> CurrentBinding.of(view.tenant().tenancy(), user, now));
        this.endpoints = new Search(view, now)
                .actions().stream().collect(Collectors.toMap(e -> e.action().id(), Function.identity()));
    }

    /** What to do so that the user holds the action; empty if it does. The rule of the decision is asked. */
    Optional<String> lacking(Action action) {
        Endpoint endpoint = endpoints.get(action.id());
        if (endpoint == null) {
            return Optional.of("the api is not enabled for this tenant: enable it");
        }
        boolean ofChannel = endpoint.namesSpace() && endpoint.spaceKind() == SpaceKind.SALES_CHANNEL;
        if (ofChannel && bound.isEmpty()) {
            return Optional.of("the user is bound to no sales channel: bind it");
        }
        SpaceId channel = ofChannel ? bound.orElseThrow().channel() : null;
        Subject subject = view.tenant().tenancy().subject(caller.user());
        return switch (Engine.rule(view, subject, endpoint, channel, now)) {
            case Ruling.Held held -> Optional.empty();
            case Ruling.Hidden hidden -> Optional.of("the user does not reach the sales channel");
            case Ruling.Lacking lacking -> Optional.of(advice(lacking.missing()));
        };
    }

    private static String advice(Missing missing) {
        if (missing.needs().isEmpty()) {
            return "no entity role grants it";
        }
        return missing.needs().stream()
                .map(EntityGrants::anyOf)
                .collect(Collectors.joining(", and ", "the binding lacks it: add ", ""));
    }

    private static String anyOf(Missing.Pair pair) {
        String need = pair.need().entity() + " " + pair.need().operation();
        return pair.anyRole().isEmpty()
                ? "a role for " + need + ", which no enabled api lists"
                : pair.anyRole().stream().map(role -> "`" + role + "`").collect(Collectors.joining(" or "));
    }

    /** Roles that none of the actions asks for, whether their API is enabled or not. */
    List<Finding> excess(Collection<Action> actions) {
        List<Finding> findings = new ArrayList<>();
        Collection<Api> all = view.platform().catalogue().apis().values();
        for (String role : roles()) {
            boolean needed = actions.stream()
                    .flatMap(a -> a.demand().needs().stream())
                    .anyMatch(need -> grants(all, role, need));
            if (!needed) {
                findings.add(new Finding(Check.EXCESS, role, "the connector does not need it: remove it"));
            }
        }
        return findings;
    }

    /** Roles that amount to more than they look like. */
    List<Finding> granting() {
        List<Api> enabled = view.tenant().tenancy().apis().stream()
                .map(id -> view.platform().catalogue().apis().get(id))
                .filter(Objects::nonNull)
                .toList();
        List<Finding> findings = new ArrayList<>();
        for (String role : roles()) {
            if (grants(enabled, role, GRANTING)) {
                findings.add(new Finding(
                        Check.AMOUNTS_TO_ALL_ROLES,
                        role,
                        "it may give itself every role of its sales channel, so it amounts to all of them:"
                                + " remove it unless the app is to administer roles"));
            }
        }
        return findings;
    }

    private List<String> roles() {
        return bound.map(CurrentBinding::roles).orElse(List.of());
    }

    private static boolean grants(Collection<Api> apis, String role, Need need) {
        return apis.stream()
                .filter(api -> api.kind() == ApiKind.ENTITY)
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
