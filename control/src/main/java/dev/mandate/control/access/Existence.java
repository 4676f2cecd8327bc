package dev.mandate.control.access;

import dev.mandate.control.log.command.Refusal;
import dev.mandate.engine.View;
import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.catalogue.ActionStatus;
import dev.mandate.engine.catalogue.ApiKind;
import dev.mandate.engine.catalogue.EntityRole;
import dev.mandate.engine.catalogue.SpaceKind;
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
import dev.mandate.engine.change.UserChange;
import dev.mandate.engine.id.ActionId;
import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.CredentialId;
import dev.mandate.engine.id.GroupId;
import dev.mandate.engine.id.RoleId;
import dev.mandate.engine.id.SpaceId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.state.Snapshot;
import dev.mandate.engine.state.Tenancy;
import dev.mandate.engine.user.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Refuses a change to something that does not exist, and the addition of something that does. The fold ignores such changes, so
 * a typing error would be stored without any effect. Every type of change has its line: a new one does not compile without.
 */
public final class Existence {
    private static final String PRESENT = "is in use: choose another id";

    private final View view;
    private final Tenancy tenancy;
    private final Set<ActionId> actions;
    private final String place;

    private Existence(View view, Set<ActionId> actions, String place) {
        this.view = view;
        this.tenancy = view.tenant().tenancy();
        this.actions = actions;
        this.place = place;
    }

    /**
     * Returns the state with changes of a tenant's rights, each checked against what those before it make.
     *
     * @param at when they are made
     * @param place of a change in the request, before the name of a field: {@code changes[0].}, or empty
     * @throws Refusal 400 naming the field of one that could not be made
     */
    public static View applied(View base, Instant at, List<Change> changes, IntFunction<String> place) {
        Set<ActionId> actions = switchActions(base, changes);
        View view = base;
        for (int i = 0; i < changes.size(); i++) {
            Change change = changes.get(i);
            new Existence(view, actions, place.apply(i)).require(change);
            Snapshot tenant = view.tenant();
            long platform = view.platform().revision();
            view = new View(
                    view.platform(), tenant.apply(new Entry(tenant.revision() + 1, at, platform, List.of(change))));
        }
        return view;
    }

    /** Returns the actions of switch APIs; none if no change names one. */
    private static Set<ActionId> switchActions(View view, List<Change> changes) {
        if (changes.stream().noneMatch(RoleChange.PermissionSet.class::isInstance)) {
            return Set.of();
        }
        return view.platform().catalogue().apis().values().stream()
                .filter(api -> api.kind() == ApiKind.SWITCH)
                .flatMap(api -> api.actions().stream())
                .filter(action -> action.status() != ActionStatus.RETIRED)
                .map(Action::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    private void require(Change change) {
        switch (change) {
            case UserChange c -> user(c);
            case MembershipChange c -> membership(c);
            case RoleChange c -> role(c);
            case GroupChange c -> group(c);
            case SpaceChange c -> space(c);
            case AppChange c -> app(c);
            case CredentialChange c -> credential(c);
            case BindingChange c -> binding(c);
            case TenantChange c -> tenant(c);
            case CatalogueChange _, LogChange _ ->
                throw malformed(
                        "type",
                        "is not of a tenant's rights: ask of changes to users, roles, groups, spaces and bindings");
        }
    }

    private void user(UserChange change) {
        switch (change) {
            case UserChange.UserAdded c -> requireNew("user", tenancy.users().contains(c.user()));
            case UserChange.UserRoleAssigned c -> {
                there(c.user());
                there(c.role());
            }
            case UserChange.UserRemoved c -> there(c.user());
            case UserChange.UserDisabled c -> there(c.user());
            case UserChange.UserEnabled c -> there(c.user());
            case UserChange.UserEnablingReserved c -> there(c.user());
            case UserChange.UserRoleUnassigned c -> there(c.user());
            case UserChange.UserTokensRevoked c -> there(c.user());
            case UserChange.SkillsSet c -> there(c.user());
        }
    }

    private void membership(MembershipChange change) {
        switch (change) {
            case MembershipChange.MemberAdded c -> {
                there(c.group());
                there(c.user());
            }
            case MembershipChange.MemberRemoved c -> {
                there(c.group());
                there(c.user());
            }
        }
    }

    private void role(RoleChange change) {
        switch (change) {
            case RoleChange.RoleAdded c -> requireNew("role", tenancy.roles().contains(c.role()));
            case RoleChange.RoleRenamed c -> there(c.role());
            case RoleChange.RoleRemoved c -> there(c.role());
            case RoleChange.PermissionSet c -> {
                there(c.role());
                permission(c);
            }
        }
    }

    /**
     * A role's Access can always be set to None. A confirmed move also carries Access where a tenant has disabled the API, so
     * whether it is enabled is not asked here.
     */
    private void permission(RoleChange.PermissionSet change) {
        boolean lowers = change.permission() == Permission.NONE
                && tenancy.roles()
                        .get(change.role())
                        .filter(r -> r.accesses().contains(change.action()))
                        .isPresent();
        if (!lowers && !actions.contains(change.action())) {
            throw malformed("action", "is the id of no action of a switch API");
        }
    }

    private void group(GroupChange change) {
        switch (change) {
            case GroupChange.GroupAdded c ->
                requireNew("group", tenancy.groups().contains(c.group()));
            case GroupChange.GroupRenamed c -> there(c.group());
            case GroupChange.GroupRemoved c -> there(c.group());
            case GroupChange.AllOpened c -> there(c.group());
            case GroupChange.AllClosed c -> there(c.group());
            case GroupChange.WorkspaceOpened c -> {
                there(c.group());
                there("workspace", SpaceKind.WORKSPACE, c.workspace());
            }
            case GroupChange.WorkspaceClosed c -> there(c.group()); // also one that was removed, and is listed still
        }
    }

    private void space(SpaceChange change) {
        switch (change) {
            case SpaceChange.SpaceAdded c ->
                requireNew("space", tenancy.spaces(c.kind()).contains(c.space()));
            case SpaceChange.SpaceRenamed c -> there("space", c.kind(), c.space());
            case SpaceChange.SpaceRemoved c -> there("space", c.kind(), c.space());
        }
    }

    private void app(AppChange change) {
        switch (change) {
            case AppChange.AppAdded c -> requireNew("app", tenancy.apps().contains(c.app()));
            case AppChange.AppDescribed c -> there(c.app());
            case AppChange.AppScopesSet c -> there(c.app());
            case AppChange.AppConnectorsSet c -> there(c.app());
            case AppChange.AppAuthenticationMethodsSet c -> there(c.app());
            case AppChange.AppRemoved c -> there(c.app());
            case AppChange.AppDisabled c -> there(c.app());
            case AppChange.AppEnabled c -> there(c.app());
            case AppChange.AppEnablingReserved c -> there(c.app());
            case AppChange.OnBehalfOfSet c -> {
                there(c.app());
                there(c.user());
            }
        }
    }

    private void credential(CredentialChange change) {
        switch (change) {
            case CredentialChange.CredentialAdded c -> {
                requireNew("credential", tenancy.credentials().contains(c.credential()));
                require("owner", tenancy.apps().contains(c.owner()));
            }
            case CredentialChange.CredentialWithdrawn c -> there(c.credential());
            case CredentialChange.AppTokensRevoked c -> there(c.app());
            case CredentialChange.TokenRevoked _ -> {
                // names a token, which no state lists
            }
        }
    }

    private void binding(BindingChange change) {
        switch (change) {
            case BindingChange.UserBound c -> {
                there(c.user());
                there("channel", SpaceKind.SALES_CHANNEL, c.channel());
                requireUnbound(c);
            }
            case BindingChange.UserUnbound c -> there(c.user());
            case BindingChange.EntityRoleGranted c -> {
                there(c.user());
                listed(c.role());
                requireBound(c.user());
            }
            case BindingChange.EntityRoleRevoked c -> there(c.user());
        }
    }

    private void requireUnbound(BindingChange.UserBound change) {
        Subject subject = tenancy.subject(change.user());
        if (subject.channel() != null && !change.channel().equals(subject.channel())) {
            throw malformed("user", "is bound to `" + subject.channel() + "`: unbind it first");
        }
    }

    private void requireBound(UserId user) {
        if (tenancy.subject(user).channel() == null) {
            throw malformed("user", "is bound to no sales channel: bind it first");
        }
    }

    private void listed(EntityRole role) {
        boolean listed = tenancy.apis().stream()
                .flatMap(id ->
                        Stream.ofNullable(view.platform().catalogue().apis().get(id)))
                .filter(api -> api.kind() == ApiKind.ENTITY)
                .anyMatch(api -> api.offers().stream().anyMatch(o -> o.role().equals(role)));
        if (!listed) {
            throw malformed("role", "is listed by no entity API that the tenant has enabled");
        }
    }

    private void tenant(TenantChange change) {
        switch (change) {
            case TenantChange.ApiEnabled c -> {
                if (!view.platform().catalogue().apis().containsKey(c.api())) {
                    throw malformed("api", "names no API of the platform");
                }
            }
            case TenantChange.ApiDisabled c -> {
                if (!tenancy.apis().contains(c.api())) {
                    throw malformed("api", "names no API that the tenant has enabled");
                }
            }
            case TenantChange.Named _, TenantChange.StatusSet _ -> {
                // name nothing
            }
        }
    }

    private void there(UserId user) {
        require("user", tenancy.users().contains(user));
    }

    private void there(RoleId role) {
        require("role", tenancy.roles().contains(role));
    }

    private void there(GroupId group) {
        require("group", tenancy.groups().contains(group));
    }

    private void there(AppId app) {
        require("app", tenancy.apps().contains(app));
    }

    private void there(CredentialId credential) {
        require("credential", tenancy.credentials().contains(credential));
    }

    private void there(String field, SpaceKind kind, SpaceId space) {
        require(field, tenancy.spaces(kind).contains(space));
    }

    private void require(String field, boolean there) {
        if (!there) {
            throw malformed(field, "names none of this tenant");
        }
    }

    private void requireNew(String field, boolean there) {
        if (there) {
            throw malformed(field, PRESENT);
        }
    }

    private Refusal malformed(String field, String message) {
        return Refusal.malformed(place + field, message);
    }
}
