package dev.mandate.control.connector;

import dev.mandate.control.api.Refusals;
import dev.mandate.control.directory.Listing;
import dev.mandate.control.directory.Thing;
import dev.mandate.control.log.State;
import dev.mandate.engine.Engine;
import dev.mandate.engine.Reach;
import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.catalogue.ActionKey;
import dev.mandate.engine.catalogue.ActionStatus;
import dev.mandate.engine.catalogue.Api;
import dev.mandate.engine.catalogue.Connector;
import dev.mandate.engine.catalogue.SpaceKind;
import dev.mandate.engine.change.UserKind;
import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.state.App;
import dev.mandate.engine.state.Role;
import dev.mandate.engine.state.Tenancy;
import dev.mandate.engine.state.User;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Whether an app has what its connector needs, and nothing else: what the seed's documentation recommends, checked.
 *
 * @param ready whether nothing that is required is missing
 */
record Readiness(String app, String connector, boolean ready, List<Finding> findings) {
    /** What was looked for. */
    enum Check {
        MISSING_REQUIRED,
        MISSING_OPTIONAL,
        EXCESS,
        LEFTOVER_SKILL,
        WIDE_REACH,
        NO_REACH,
        SHARED_USER,
        PERSONS_USER,
        NOT_IN_FORCE
    }

    /**
     * One thing to look at.
     *
     * @param subject the action, skill, user or app that it is about
     * @param message what is so, and what to do
     */
    record Finding(Check check, String subject, String message) {}

    static Readiness of(State state, AppId app, Connector connector, Instant now) {
        List<Finding> findings = new Survey(state, app, connector, now).findings();
        boolean ready = findings.stream()
                .noneMatch(f -> f.check() == Check.MISSING_REQUIRED
                        || f.check() == Check.NO_REACH
                        || f.check() == Check.NOT_IN_FORCE);
        return new Readiness(app.value(), connector.id(), ready, findings);
    }

    /** One look at one app. */
    private static final class Survey {
        private final State state;
        private final AppId appId;
        private final Connector connector;
        private final Instant now;
        private final Tenancy tenancy;
        private final UserId userId;
        private final User user;
        private final List<Finding> findings = new ArrayList<>();

        Survey(State state, AppId appId, Connector connector, Instant now) {
            this.state = state;
            this.appId = appId;
            this.connector = connector;
            this.now = now;
            this.tenancy = state.view().tenant().tenancy();
            App app = tenancy.apps().get(appId).orElseThrow(() -> Refusals.unknown("app", appId.value()));
            this.userId = app.onBehalfOf().orElseThrow(() -> Refusals.unknown("on-behalf user of app", appId.value()));
            this.user = tenancy.users().get(userId).orElseThrow(() -> Refusals.unknown("user", userId.value()));
        }

        List<Finding> findings() {
            standing();
            lines();
            skills();
            reach();
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
            Set<String> active = active();
            keys(true).stream()
                    .filter(k -> !active.contains(k))
                    .forEach(k -> add(
                            Check.NOT_IN_FORCE,
                            k,
                            "the action is pending or has left the api: the platform's operator activates actions"));
        }

        private Set<String> active() {
            return Optional.ofNullable(
                            state.view().platform().catalogue().apis().get(connector.api()))
                    .map(Api::actions)
                    .orElse(List.of())
                    .stream()
                    .filter(a -> a.status() == ActionStatus.ACTIVE)
                    .map(a -> a.key().toString())
                    .collect(Collectors.toSet());
        }

        private void lines() {
            Set<String> held = held();
            Set<String> required = keys(true);
            Set<String> optional = keys(false);
            optional.removeAll(required);
            required.stream()
                    .filter(k -> !held.contains(k))
                    .forEach(k -> add(Check.MISSING_REQUIRED, k, "the role lacks it: set it to `ACCESS`"));
            optional.stream()
                    .filter(k -> !held.contains(k))
                    .forEach(
                            k -> add(Check.MISSING_OPTIONAL, k, "the role lacks it: set it to `ACCESS` if it is used"));
            held.stream()
                    .filter(k -> !required.contains(k) && !optional.contains(k))
                    .forEach(k -> add(Check.EXCESS, k, "the connector does not need it: set it to `NONE`"));
        }

        private Set<String> keys(boolean required) {
            Set<String> keys = new TreeSet<>();
            connector.modules().values().stream()
                    .flatMap(l -> (required ? l.required() : l.optional()).stream())
                    .map(ActionKey::toString)
                    .forEach(keys::add);
            return keys;
        }

        /** Keys of all actions that the user's role holds, of any API that is enabled. */
        private Set<String> held() {
            Optional<Role> role = user.role()
                    .filter(r -> r.term().holds(now))
                    .flatMap(r -> tenancy.roles().get(r.role()));
            Set<String> held = new TreeSet<>();
            role.ifPresent(r -> tenancy.apis().stream()
                    .map(id -> state.view().platform().catalogue().apis().get(id))
                    .filter(api -> api != null)
                    .map(Api::actions)
                    .flatMap(List::stream)
                    .filter(a -> a.status() != ActionStatus.RETIRED && holds(r, a))
                    .forEach(a -> held.add(a.key().toString())));
            return held;
        }

        private boolean holds(Role role, Action action) {
            long from = state.view().platform().catalogue().switchesCountFrom(action.id());
            return role.accesses()
                    .get(action.id())
                    .filter(a -> a.term().holds(now) && a.platformRevision() >= from)
                    .isPresent();
        }

        private void skills() {
            List<String> skills = state.directory()
                    .find(new Thing(Thing.Kind.USER, userId.value()))
                    .map(Listing::skills)
                    .orElse(List.of());
            skills.forEach(s -> add(Check.LEFTOVER_SKILL, s, "an on-behalf user should have no skill: take it away"));
        }

        private void reach() {
            switch (Engine.reach(state.view().tenant(), userId, SpaceKind.WORKSPACE, now)) {
                case Reach.All() ->
                    add(Check.WIDE_REACH, userId, "its groups open every workspace: open the vendor's alone");
                case Reach.Some(var spaces)
                when spaces.isEmpty() -> add(Check.NO_REACH, userId, "its groups open no workspace: open the vendor's");
                case Reach.Some(var spaces)
                when spaces.size() > 1 ->
                    add(
                            Check.WIDE_REACH,
                            userId,
                            "its groups open " + spaces.size() + " workspaces: open the vendor's alone");
                case Reach.Some(var spaces) -> {
                    // exactly the vendor's
                }
            }
        }

        private void sharing() {
            tenancy.apps().forEach((other, app) -> {
                if (!other.equals(appId)
                        && app.onBehalfOf().filter(userId::equals).isPresent()) {
                    add(Check.SHARED_USER, other, "acts on behalf of the same user: make a user for each app");
                }
            });
            if (user.kind() == UserKind.PERSON) {
                add(Check.PERSONS_USER, userId, "is a person's own: make a dedicated user for the app");
            }
        }
    }
}
