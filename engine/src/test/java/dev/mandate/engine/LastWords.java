package dev.mandate.engine;

import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.catalogue.ActionStatus;
import dev.mandate.engine.change.AppChange;
import dev.mandate.engine.change.BindingChange;
import dev.mandate.engine.change.CatalogueChange;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.CredentialChange;
import dev.mandate.engine.change.Entry;
import dev.mandate.engine.change.GroupChange;
import dev.mandate.engine.change.LogChange;
import dev.mandate.engine.change.MembershipChange;
import dev.mandate.engine.change.Permission;
import dev.mandate.engine.change.RoleChange;
import dev.mandate.engine.change.SpaceChange;
import dev.mandate.engine.change.TenantChange;
import dev.mandate.engine.change.TenantStatus;
import dev.mandate.engine.change.UserChange;
import dev.mandate.engine.id.ActionId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads a log from its beginning and keeps the last fact on each topic. No folding, no sharing, no sets: a topic is a
 * noun and a list of ids.
 */
final class LastWords {
    /**
     * The last fact on a topic.
     *
     * @param at the number of facts before it in the log
     */
    record Word(Object value, @Nullable Instant until, Entry entry, int at) {}

    private final Map<List<Object>, Word> words = new LinkedHashMap<>();
    private final Map<Object, List<List<Object>>> topics;
    private int said;
    private @Nullable Entry entry;

    LastWords(List<Entry> log) {
        for (Entry next : log) {
            entry = next;
            next.changes().forEach(this::hear);
        }
        topics = words.keySet().stream().collect(Collectors.groupingBy(List::getFirst));
    }

    /** Returns the fact on a topic, if it holds and is not a removal. */
    Optional<Word> on(Instant now, Object... topic) {
        return Optional.ofNullable(words.get(List.of(topic)))
                .filter(w -> w.until() == null || w.until().compareTo(now) > 0)
                .filter(w -> !w.value().equals(false));
    }

    boolean holds(Instant now, Object... topic) {
        return on(now, topic).isPresent();
    }

    /** Returns the revision of the last fact, including a removal; 0 if there is none. */
    long revision(Object... topic) {
        Word word = words.get(List.of(topic));
        return word == null ? 0 : word.entry().revision();
    }

    List<List<Object>> topics(String noun) {
        return topics.getOrDefault(noun, List.of());
    }

    private void say(Object value, Object... topic) {
        sayUntil(null, value, topic);
    }

    private void sayUntil(@Nullable Instant until, Object value, Object... topic) {
        words.put(List.of(topic), new Word(value, until, Objects.requireNonNull(entry), said++));
    }

    private void hear(Change change) {
        switch (change) {
            case UserChange c -> user(c);
            case AppChange c -> app(c);
            case CredentialChange c -> credential(c);
            case GroupChange c -> group(c);
            case CatalogueChange c -> catalogue(c);
            case TenantChange.StatusSet(var status) -> {
                say(status == TenantStatus.SUSPENDED, "suspended");
                if (status == TenantStatus.SUSPENDED) {
                    say(true, "dead");
                }
            }
            case TenantChange.ApiEnabled(var api) -> say(true, "enabled", api);
            case TenantChange.ApiDisabled(var api) -> say(false, "enabled", api);
            case TenantChange.Named c -> {}
            case LogChange c -> {}
            case SpaceChange.SpaceAdded(var kind, var space, var name) -> say(true, kind, space.value());
            case SpaceChange.SpaceRemoved(var kind, var space) -> say(false, kind, space.value());
            case SpaceChange.SpaceRenamed c -> {}
            case RoleChange.RoleRemoved(var role) -> say(false, "role", role);
            case RoleChange.PermissionSet(var role, var action, var permission, var until) ->
                sayUntil(until, permission == Permission.ACCESS, "switch", role, action);
            case RoleChange.RoleAdded(var role, var name) -> say(true, "role", role);
            case RoleChange.RoleRenamed c -> {}
            case MembershipChange.MemberAdded(var group, var user, var until) ->
                sayUntil(until, group, "member", user, group);
            case MembershipChange.MemberRemoved(var group, var user) -> say(false, "member", user, group);
            case BindingChange.UserBound(var user, var channel) -> say(channel.value(), "bound", user);
            case BindingChange.UserUnbound(var user) -> say(false, "bound", user);
            case BindingChange.EntityRoleGranted(var user, var role, var until) ->
                sayUntil(until, true, "granted", user, role);
            case BindingChange.EntityRoleRevoked(var user, var role) -> say(false, "granted", user, role);
        }
    }

    private void user(UserChange change) {
        switch (change) {
            case UserChange.UserAdded(var user, var kind) -> say(true, "user", user);
            case UserChange.UserRemoved(var user) -> say(false, "user", user);
            case UserChange.UserDisabled(var user) -> standing(user, true);
            case UserChange.UserEnabled(var user) -> standing(user, false);
            case UserChange.UserTokensRevoked(var user) -> say(true, "dead", user);
            case UserChange.UserRoleAssigned(var user, var role, var until) -> sayUntil(until, role, "role of", user);
            case UserChange.UserRoleUnassigned(var user) -> say(false, "role of", user);
            case UserChange.SkillsSet c -> {}
            case UserChange.UserEnablingReserved c -> {}
        }
    }

    private void standing(Object who, boolean disabled) {
        say(disabled, "disabled", who);
        say(true, "dead", who);
    }

    private void app(AppChange change) {
        switch (change) {
            case AppChange.AppAdded c -> say(true, "app", c.app());
            case AppChange.AppRemoved(var app) -> say(false, "app", app);
            case AppChange.AppDisabled(var app) -> standing(app, true);
            case AppChange.AppEnabled(var app) -> standing(app, false);
            case AppChange.OnBehalfOfSet(var app, var user) -> {
                say(user, "acts for", app);
                say(true, "dead", app);
            }
            case AppChange.AppDescribed c -> {}
            case AppChange.AppConnectorsSet c -> {}
            case AppChange.AppAuthenticationMethodsSet c -> {}
            case AppChange.AppScopesSet c -> {}
            case AppChange.AppEnablingReserved c -> {}
        }
    }

    private void credential(CredentialChange change) {
        switch (change) {
            case CredentialChange.CredentialAdded(var credential, var owner, var kind, var notAfter) ->
                sayUntil(notAfter, owner, "credential", credential);
            case CredentialChange.CredentialWithdrawn(var credential) -> say(false, "credential", credential);
            case CredentialChange.AppTokensRevoked(var app) -> say(true, "dead", app);
            case CredentialChange.TokenRevoked(var jti, var expiry) -> say(true, "revoked", jti);
        }
    }

    private void group(GroupChange change) {
        switch (change) {
            case GroupChange.GroupRemoved(var group) -> say(false, "group", group);
            case GroupChange.AllOpened(var group) -> say(true, "all", group);
            case GroupChange.AllClosed(var group) -> say(false, "all", group);
            case GroupChange.WorkspaceOpened(var group, var space, var until) ->
                sayUntil(until, true, "open", group, space.value());
            case GroupChange.WorkspaceClosed(var group, var space) -> say(false, "open", group, space.value());
            case GroupChange.GroupAdded(var group, var name) -> say(true, "group", group);
            case GroupChange.GroupRenamed c -> {}
        }
    }

    private void catalogue(CatalogueChange change) {
        switch (change) {
            case CatalogueChange.ApiImported(var api) -> {
                say(api, "api", api.id());
                api.actions().forEach(this::imported);
            }
            case CatalogueChange.ActionsActivated(var api, var actions) ->
                actions.stream()
                        .filter(a -> is(ActionStatus.PENDING, a))
                        .forEach(a -> say(ActionStatus.ACTIVE, "status", a));
            case CatalogueChange.PrecedenceSet(var api, var action, var precedence) ->
                say(precedence == null ? false : precedence, "precedence", action);
            case CatalogueChange.TenantListed c -> {}
            case CatalogueChange.BasePathSet c -> {}
            case CatalogueChange.MoveConfirmed c -> {}
            case CatalogueChange.LogFormatRaised c -> {}
            case CatalogueChange.ConnectorDefined c -> {}
            case CatalogueChange.ConnectorRemoved c -> {}
            case CatalogueChange.KeyPublished c -> {}
            case CatalogueChange.IdentityKeyPublished c -> {}
            case CatalogueChange.GatewayAdded c -> {}
            case CatalogueChange.GatewayRemoved c -> {}
            case CatalogueChange.KeyRetired c -> {}
        }
    }

    private void imported(Action action) {
        if (is(ActionStatus.RETIRED, action.id()) && action.status() != ActionStatus.RETIRED) {
            say(true, "revived", action.id());
        }
        say(action.status(), "status", action.id());
    }

    private boolean is(ActionStatus status, ActionId action) {
        Word word = words.get(List.<Object>of("status", action));
        return word != null && word.value() == status;
    }
}
