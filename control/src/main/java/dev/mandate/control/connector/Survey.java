package dev.mandate.control.connector;

import dev.mandate.control.api.Refusals;
import dev.mandate.control.connector.Readiness.Check;
import dev.mandate.control.connector.Readiness.Finding;
import dev.mandate.control.directory.Listing;
import dev.mandate.control.directory.Thing;
import dev.mandate.control.log.State;
import dev.mandate.engine.Caller;
import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.catalogue.ActionKey;
import dev.mandate.engine.catalogue.ActionStatus;
import dev.mandate.engine.catalogue.Api;
import dev.mandate.engine.catalogue.ApiKind;
import dev.mandate.engine.catalogue.Connector;
import dev.mandate.engine.change.UserKind;
import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.state.App;
import dev.mandate.engine.state.Tenancy;
import dev.mandate.engine.state.User;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One look at one app, for one connector. */
final class Survey {
    private final State state;
    private final AppId appId;
    private final Connector connector;
    private final Tenancy tenancy;
    private final UserId userId;
    private final User user;
    private final Map<String, Action> inForce;
    private final Switches switches;
    private final EntityGrants grants;
    private final List<Finding> findings = new ArrayList<>();

    Survey(State state, AppId appId, Connector connector, Instant now) {
        this.state = state;
        this.appId = appId;
        this.connector = connector;
        this.tenancy = state.view().tenant().tenancy();
        App app = tenancy.apps().get(appId).orElseThrow(() -> Refusals.unknown("app", appId.value()));
        this.userId = app.onBehalfOf().orElseThrow(() -> Refusals.unknown("on-behalf user of app", appId.value()));
        this.user = tenancy.users().get(userId).orElseThrow(() -> Refusals.unknown("user", userId.value()));
        this.inForce = api().map(Api::actions).orElse(List.of()).stream()
                .filter(a -> a.status() == ActionStatus.ACTIVE)
                .collect(Collectors.toMap(a -> a.key().toString(), Function.identity()));
        this.switches = new Switches(state.view(), userId, now);
        this.grants = new EntityGrants(state.view(), new Caller(state.view().tenant().stream(), userId, appId), now);
    }

    private Optional<Api> api() {
        return Optional.ofNullable(state.view().platform().catalogue().apis().get(connector.api()));
    }

    private boolean entity() {
        return api().filter(api -> api.kind() == ApiKind.ENTITY).isPresent();
    }

    List<Finding> findings() {
        standing();
        lines();
        skills();
        findings.addAll(entity() ? grants.reach() : switches.reach());
        sharing();
        return findings;
    }

    private void add(Check check, Object subject, String message) {
        findings.add(new Finding(check, subject.toString(), message));
    }

    private void standing() {
        App app = tenancy.apps().get(appId).orElseThrow();
        if (!app.active()) {
            add(Check.NOT_IN_FORCE, appId, "the app is disabled: enable it");
        }
        if (!user.active()) {
            add(Check.NOT_IN_FORCE, userId, "the user is disabled: enable it");
        }
        if (!tenancy.apis().contains(connector.api())) {
            add(Check.NOT_IN_FORCE, connector.api(), "the api is not enabled for this tenant: enable it");
        }
        keys(true).stream()
                .filter(k -> !inForce.containsKey(k))
                .forEach(k -> add(
                        Check.NOT_IN_FORCE,
                        k,
                        "the action is pending or has left the api: the platform's operator activates actions"));
    }

    private void lines() {
        Set<String> required = keys(true);
        Set<String> optional = keys(false);
        optional.removeAll(required);
        Map<String, String> lacking = entity() ? lackingRoles() : switches.lacking(keys());
        required.stream()
                .filter(lacking::containsKey)
                .forEach(k -> add(Check.MISSING_REQUIRED, k, lacking.getOrDefault(k, "")));
        optional.stream()
                .filter(lacking::containsKey)
                .forEach(k -> add(Check.MISSING_OPTIONAL, k, lacking.getOrDefault(k, "") + " if it is used"));
        switches.held().stream()
                .filter(k -> !required.contains(k) && !optional.contains(k))
                .forEach(k -> add(Check.EXCESS, k, "the connector does not need it: set it to `NONE`"));
        findings.addAll(grants.excess(entity() ? actions(keys()) : List.of()));
    }

    private List<Action> actions(Set<String> keys) {
        return inForce.entrySet().stream()
                .filter(e -> keys.contains(e.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** By line what the binding lacks for it. */
    private Map<String, String> lackingRoles() {
        Map<String, String> lacking = new TreeMap<>();
        for (String key : keys()) {
            Optional.ofNullable(inForce.get(key))
                    .map(grants::lacking)
                    .orElse(Optional.of("nobody holds it"))
                    .ifPresent(message -> lacking.put(key, message));
        }
        return lacking;
    }

    private Set<String> keys() {
        Set<String> keys = keys(true);
        keys.addAll(keys(false));
        return keys;
    }

    private Set<String> keys(boolean required) {
        Set<String> keys = new TreeSet<>();
        connector.modules().values().stream()
                .flatMap(l -> (required ? l.required() : l.optional()).stream())
                .map(ActionKey::toString)
                .forEach(keys::add);
        return keys;
    }

    private void skills() {
        List<String> skills = state.directory()
                .find(new Thing(Thing.Kind.USER, userId.value()))
                .map(Listing::skills)
                .orElse(List.of());
        skills.forEach(s -> add(Check.LEFTOVER_SKILL, s, "an on-behalf user should have no skill: take it away"));
    }

    private void sharing() {
        tenancy.apps().forEach((other, app) -> {
            if (!other.equals(appId) && app.onBehalfOf().filter(userId::equals).isPresent()) {
                add(Check.SHARED_USER, other, "acts on behalf of the same user: make a user for each app");
            }
        });
        if (user.kind() == UserKind.PERSON) {
            add(Check.PERSONS_USER, userId, "is a person's own: make a dedicated user for the app");
        }
    }
}
