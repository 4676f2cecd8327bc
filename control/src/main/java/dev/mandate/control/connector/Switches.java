package dev.mandate.control.connector;

import dev.mandate.control.connector.ConnectorReadiness.Check;
import dev.mandate.control.connector.ConnectorReadiness.Finding;
import dev.mandate.engine.Engine;
import dev.mandate.engine.View;
import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.catalogue.ActionStatus;
import dev.mandate.engine.catalogue.Api;
import dev.mandate.engine.catalogue.SpaceKind;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.reach.Reach;
import dev.mandate.engine.right.Role;
import dev.mandate.engine.user.User;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a user holds by its user role, and which workspaces it reaches: what counts for a switch API. */
final class Switches {
    private final View view;
    private final UserId user;
    private final Instant now;

    Switches(View view, UserId user, Instant now) {
        this.view = view;
        this.user = user;
        this.now = now;
    }

    /** By line what to do about it, for those not held. */
    Map<String, String> lacking(Set<String> lines) {
        Set<String> held = held();
        Map<String, String> lacking = new TreeMap<>();
        lines.stream()
                .filter(k -> !held.contains(k))
                .forEach(k -> lacking.put(k, "the role lacks it: set it to `ACCESS`"));
        return lacking;
    }

    /** Keys of all actions that the user's role holds, of any API that is enabled. */
    Set<String> held() {
        Set<String> held = new TreeSet<>();
        role().ifPresent(r -> view.tenant().tenancy().apis().stream()
                .map(id -> view.platform().catalogue().apis().get(id))
                .filter(Objects::nonNull)
                .map(Api::actions)
                .flatMap(List::stream)
                .filter(a -> a.status() != ActionStatus.RETIRED && holds(r, a))
                .forEach(a -> held.add(a.key().toString())));
        return held;
    }

    private Optional<Role> role() {
        return view.tenant()
                .tenancy()
                .users()
                .get(user)
                .flatMap(User::role)
                .filter(r -> r.term().holds(now))
                .flatMap(r -> view.tenant().tenancy().roles().get(r.role()));
    }

    private boolean holds(Role role, Action action) {
        return role.opens(action.id(), view.platform().catalogue().switchesCountFrom(action.id()), now);
    }

    List<Finding> reach() {
        return switch (Engine.reach(view.tenant(), user, SpaceKind.WORKSPACE, now)) {
            case Reach.All() -> found(Check.WIDE_REACH, "its groups open every workspace: open the vendor's alone");
            case Reach.Some(var spaces)
            when spaces.isEmpty() -> found(Check.NO_REACH, "its groups open no workspace: open the vendor's");
            case Reach.Some(var spaces)
            when spaces.size() > 1 ->
                found(Check.WIDE_REACH, "its groups open " + spaces.size() + " workspaces: open the vendor's alone");
            case Reach.Some(var spaces) -> List.of();
        };
    }

    private List<Finding> found(Check check, String message) {
        return List.of(new Finding(check, user.value(), message));
    }
}
