package dev.mandate.control.connector;

import dev.mandate.control.api.command.Refusals;
import dev.mandate.control.connector.ConnectorReadiness.Check;
import dev.mandate.control.connector.ConnectorReadiness.Finding;
import dev.mandate.control.directory.Listing;
import dev.mandate.control.directory.Thing;
import dev.mandate.control.log.command.CommandState;
import dev.mandate.engine.Caller;
import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.change.UserKind;
import dev.mandate.engine.id.ApiId;
import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.state.App;
import dev.mandate.engine.state.Tenancy;
import dev.mandate.engine.user.User;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One look at one app: whether it and its user take part, and whether the user has what the connectors need. */
final class Survey {
    private final CommandState state;
    private final AppId appId;
    private final Instant now;
    private final Tenancy tenancy;
    private final App app;

    Survey(CommandState state, AppId appId, Instant now) {
        this.state = state;
        this.appId = appId;
        this.now = now;
        this.tenancy = state.view().tenant().tenancy();
        this.app = tenancy.apps().get(appId).orElseThrow(() -> Refusals.unknown("app", appId.value()));
    }

    /** The app held against one connector; lines of all its own connectors and modules are no excess. */
    ConnectorReadiness of(String connector, List<String> modules) {
        Map<String, Set<String>> own = state.directory().settings(appId).connectors();
        Aim aim = aim(connector, modules, own.get(connector));
        List<Aim> all = new ArrayList<>(List.of(aim));
        own.forEach((id, used) -> all.add(Aim.stored(state, id, used)));
        List<Finding> general = general(all);
        return ConnectorReadiness.of(appId.value(), general, part(aim, ConnectorReadiness.none(general)));
    }

    /** What is stored is a finding where the platform has removed it; what is asked for is 404. */
    private Aim aim(String connector, List<String> modules, @Nullable Set<String> stored) {
        boolean gone = ConnectorCommand.find(state, connector).isEmpty();
        return stored != null && (gone || modules.isEmpty())
                ? Aim.stored(state, connector, stored)
                : Aim.asked(state, connector, modules);
    }

    /** The app held against the connectors that it is registered with. */
    ConnectorReadiness ofItsOwn() {
        List<Aim> own = new ArrayList<>();
        state.directory().settings(appId).connectors().forEach((id, used) -> own.add(Aim.stored(state, id, used)));
        List<Finding> general = new ArrayList<>(general(own));
        if (own.isEmpty()) {
            general.add(new Finding(
                    Check.NO_CONNECTOR,
                    appId.value(),
                    "the app names no connector: set its `connectors`, or ask with `?connector=`"));
        }
        boolean able = ConnectorReadiness.none(general);
        return ConnectorReadiness.of(
                appId.value(), general, own.stream().map(aim -> part(aim, able)).toList());
    }

    private ConnectorReadiness.ForConnector part(Aim aim, boolean able) {
        return new ConnectorSurvey(state, caller(), aim, now).part(able);
    }

    private Optional<Caller> caller() {
        return user().map(u ->
                new Caller(state.view().tenant().stream(), app.onBehalfOf().orElseThrow(), appId));
    }

    private Optional<User> user() {
        return app.onBehalfOf().flatMap(id -> tenancy.users().get(id));
    }

    private List<Finding> general(Collection<Aim> aims) {
        List<Finding> findings = new ArrayList<>();
        if (!app.active()) {
            findings.add(new Finding(Check.NOT_IN_FORCE, appId.value(), "the app is disabled: enable it"));
        }
        Optional<User> user = user();
        if (user.isEmpty()) {
            findings.add(noUser());
            return findings;
        }
        UserId id = app.onBehalfOf().orElseThrow();
        if (!user.get().active()) {
            findings.add(new Finding(Check.NOT_IN_FORCE, id.value(), "the user is disabled: enable it"));
        }
        if (!aims.isEmpty()) {
            findings.addAll(excess(aims));
        }
        findings.addAll(skills(id));
        findings.addAll(sharing(id, user.get()));
        return findings;
    }

    private Finding noUser() {
        String was = app.onBehalfOf()
                .map(id -> "acts on behalf of user `" + id + "`, who does not exist any more")
                .orElse("acts on behalf of nobody");
        return new Finding(
                Check.NO_USER,
                appId.value(),
                "the app " + was + ": name another with `PUT /api/v1/apps/" + appId + "/on-behalf-of`");
    }

    /** Rights that none of the connectors needs; none where a connector or module is gone, whose needs are unknown. */
    private List<Finding> excess(Collection<Aim> aims) {
        Set<String> needed = new TreeSet<>();
        Set<ApiId> apis = new TreeSet<>((a, b) -> a.value().compareTo(b.value()));
        for (Aim aim : aims) {
            needed.addAll(aim.keys());
            if (aim.connector() != null) {
                apis.add(aim.connector().api());
            }
        }
        List<Finding> findings = new ArrayList<>();
        Caller caller = caller().orElseThrow();
        EntityGrants grants = new EntityGrants(state.view(), caller, now);
        if (aims.stream().allMatch(Aim::offered)) {
            new Switches(state.view(), caller.user(), now)
                    .held().stream()
                            .filter(k -> !needed.contains(k))
                            .forEach(k -> findings.add(
                                    new Finding(Check.EXCESS, k, "the connector does not need it: set it to `NONE`")));
            List<Action> actions = apis.stream()
                    .flatMap(api -> InForce.servedEntity(state, api).stream())
                    .filter(a -> needed.contains(a.key().toString()))
                    .toList();
            findings.addAll(grants.excess(actions));
        }
        findings.addAll(grants.granting());
        return findings;
    }

    private List<Finding> skills(UserId user) {
        return state
                .directory()
                .find(new Thing(Thing.Kind.USER, user.value()))
                .map(Listing::skills)
                .orElse(List.of())
                .stream()
                .map(s -> new Finding(Check.LEFTOVER_SKILL, s, "an on-behalf user should have no skill: take it away"))
                .toList();
    }

    private List<Finding> sharing(UserId id, User user) {
        List<Finding> findings = new ArrayList<>();
        tenancy.apps().forEach((other, another) -> {
            if (!other.equals(appId) && another.onBehalfOf().filter(id::equals).isPresent()) {
                findings.add(new Finding(
                        Check.SHARED_USER, other.value(), "acts on behalf of the same user: make a user for each app"));
            }
        });
        if (user.kind() == UserKind.PERSON) {
            findings.add(new Finding(
                    Check.PERSONS_USER, id.value(), "is a person's own: make a dedicated user for the app"));
        }
        return findings;
    }
}
