package dev.mandate.control.access;

import dev.mandate.control.directory.Thing;
import dev.mandate.control.log.command.CommandState;
import dev.mandate.control.log.command.Refusal;
import dev.mandate.engine.change.AppChange;
import dev.mandate.engine.change.BindingChange;
import dev.mandate.engine.change.CatalogueChange;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.CredentialChange;
import dev.mandate.engine.change.GroupChange;
import dev.mandate.engine.change.LogChange;
import dev.mandate.engine.change.MembershipChange;
import dev.mandate.engine.change.RoleChange;
import dev.mandate.engine.change.SpaceChange;
import dev.mandate.engine.change.TenantChange;
import dev.mandate.engine.change.UserChange;
import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.RoleId;
import dev.mandate.engine.id.UserId;
import dev.mandate.protocol.problem.ProblemCode;
import java.time.Instant;
import java.util.List;

/**
 * Which users and apps each change touches, and whether an authority may touch them. Every type of change has its line: a new
 * one does not compile without.
 */
final class Touches {
    private final CommandState state;
    private final Authority actor;
    private final List<Change> changes;
    private final Reached reached;
    private final TouchedApps apps;

    Touches(CommandState state, Authority actor, Instant now, List<Change> changes) {
        this(state, actor, changes, Ranking.before(state, now, changes));
    }

    private Touches(CommandState state, Authority actor, List<Change> changes, Ranking standings) {
        this.state = state;
        this.actor = actor;
        this.changes = changes;
        this.reached = new Reached(actor, standings);
        this.apps = new TouchedApps(actor, reached, standings);
    }

    /** Changes of an entry that was written at an earlier state. */
    static Touches ofEarlier(CommandState state, Authority actor, Instant now, List<Change> changes) {
        return new Touches(state, actor, changes, Ranking.since(state, now, changes));
    }

    /**
     * Refuses the first change that the authority may not make.
     *
     * @throws Refusal 403 {@code user_above} or {@code owners_only}
     */
    void requireMay() {
        changes.forEach(this::require);
    }

    /**
     * Refuses a thing that is above the authority, whatever the changes were. One that is gone is nobody's any more.
     *
     * @throws Refusal 403 {@code user_above}
     */
    void requireReaches(Thing thing) {
        switch (thing.kind()) {
            case USER -> {
                UserId user = new UserId(thing.id());
                if (state.view().tenant().tenancy().users().contains(user)) {
                    reached.user(user);
                }
            }
            case APP -> {
                AppId app = new AppId(thing.id());
                if (state.view().tenant().tenancy().apps().contains(app)) {
                    apps.change(app);
                }
            }
            case TENANT,
                    WORKSPACE,
                    SALES_CHANNEL,
                    ROLE,
                    GROUP,
                    CREDENTIAL,
                    API,
                    CONNECTOR,
                    GATEWAY,
                    KEY,
                    MOVE,
                    ACTION,
                    DOCUMENT_BASE_PATH,
                    ERASED_NOTE -> {
                // has no rank of its own
            }
        }
    }

    private void require(Change change) {
        switch (change) {
            case UserChange c -> user(c);
            case MembershipChange.MemberAdded c -> reached.user(c.user());
            case MembershipChange.MemberRemoved c -> reached.user(c.user());
            case BindingChange c -> binding(c);
            case AppChange c -> app(c);
            case CredentialChange c -> credential(c);
            case RoleChange c -> role(c);
            case GroupChange c -> group(c);
            case SpaceChange c -> space(c);
            case LogChange.NoteErased _ -> requireOwner("erase notes");
            case CatalogueChange c -> catalogue(c);
            case TenantChange _ -> {
                // of the tenant as a whole, nobody's own rights; the commands say who may
            }
        }
    }

    /** Upstreams believe what a gateway says of any user, so its key is worth more than an Administrator's rights. */
    private void catalogue(CatalogueChange change) {
        switch (change) {
            case CatalogueChange.GatewayAdded _, CatalogueChange.GatewayRemoved _ ->
                requireOwner("add or remove gateways");
            case CatalogueChange.KeyRetired _ -> requireOwner("retire keys");
            case CatalogueChange.ActionsActivated _,
                    CatalogueChange.ApiImported _,
                    CatalogueChange.BasePathSet _,
                    CatalogueChange.ConnectorDefined _,
                    CatalogueChange.ConnectorRemoved _,
                    CatalogueChange.IdentityKeyPublished _,
                    CatalogueChange.KeyPublished _,
                    CatalogueChange.LogFormatRaised _,
                    CatalogueChange.MoveConfirmed _,
                    CatalogueChange.PrecedenceSet _,
                    CatalogueChange.TenantListed _ -> {
                // of the platform as a whole, nobody's own rights; the commands say who may
            }
        }
    }

    private void user(UserChange change) {
        switch (change) {
            case UserChange.UserAdded c -> reached.user(c.user()); // somebody only when it is repeated
            case UserChange.UserRemoved c -> reached.user(c.user());
            case UserChange.UserDisabled c -> reached.user(c.user());
            case UserChange.UserEnabled c -> enabled(c.user());
            case UserChange.UserEnablingReserved c -> requireOwner("reserve who enables user `" + c.user() + "`");
            case UserChange.UserRoleAssigned c -> assigned(c);
            case UserChange.UserRoleUnassigned c -> reached.user(c.user());
            case UserChange.UserTokensRevoked c -> reached.user(c.user());
            case UserChange.SkillsSet c -> reached.user(c.user());
        }
    }

    private void enabled(UserId user) {
        reached.user(user);
        if (Consequences.reserved(state, new Thing(Thing.Kind.USER, user.value()))) {
            requireOwner("enable user `" + user + "`, which an Owner disabled");
        }
    }

    private void assigned(UserChange.UserRoleAssigned change) {
        reached.user(change.user());
        if (change.role().builtIn()) {
            requireOwner("name owners and administrators");
        }
    }

    /** Entity roles touch nobody's standing: who manages holds every action there without them, and loses none. */
    private void binding(BindingChange change) {
        switch (change) {
            case BindingChange.UserBound c -> reached.user(c.user());
            case BindingChange.UserUnbound c -> reached.user(c.user());
            case BindingChange.EntityRoleGranted _, BindingChange.EntityRoleRevoked _ -> {
                // whoever was let in may
            }
        }
    }

    private void app(AppChange change) {
        switch (change) {
            case AppChange.AppAdded c -> {
                apps.change(c.app()); // there only when it is repeated
                if (!c.scopes().isEmpty()) {
                    requireOwner("give an app management scopes");
                }
            }
            case AppChange.AppDescribed c -> apps.change(c.app());
            case AppChange.AppConnectorsSet c -> apps.change(c.app());
            case AppChange.AppAuthenticationMethodsSet c -> apps.change(c.app());
            case AppChange.AppScopesSet c -> {
                apps.change(c.app());
                requireOwner("give an app management scopes or take them");
            }
            case AppChange.AppRemoved c -> apps.change(c.app());
            case AppChange.AppDisabled c -> apps.change(c.app());
            case AppChange.AppEnabled c -> enabled(c.app());
            case AppChange.AppEnablingReserved c -> requireOwner("reserve who enables app `" + c.app() + "`");
            case AppChange.OnBehalfOfSet c -> apps.repoint(c.app(), c.user());
        }
    }

    private void enabled(AppId app) {
        apps.use(app);
        if (Consequences.reserved(state, new Thing(Thing.Kind.APP, app.value()))) {
            requireOwner("enable app `" + app + "`, which an Owner disabled");
        }
    }

    private void credential(CredentialChange change) {
        switch (change) {
            case CredentialChange.CredentialAdded c -> apps.use(c.owner());
            case CredentialChange.CredentialWithdrawn c -> apps.useOwnerOf(c.credential());
            case CredentialChange.AppTokensRevoked c -> apps.change(c.app());
            case CredentialChange.TokenRevoked _ -> {
                // one token's bearer gives it up
            }
        }
    }

    /** A custom role has no rank, so only changes to the role Owner need an Owner. */
    private void role(RoleChange change) {
        switch (change) {
            case RoleChange.RoleAdded _, RoleChange.RoleRenamed _, RoleChange.RoleRemoved _ -> {
                // no rank
            }
            case RoleChange.PermissionSet c -> {
                if (c.role().equals(RoleId.OWNER)) {
                    requireOwner("change the permissions of owners");
                }
            }
        }
    }

    private void group(GroupChange change) {
        switch (change) {
            case GroupChange.GroupAdded _, GroupChange.GroupRenamed _ -> {
                // opens and closes nothing
            }
            case GroupChange.GroupRemoved c -> reached.membersOf(c.group());
            case GroupChange.AllOpened c -> reached.membersOf(c.group());
            case GroupChange.AllClosed c -> reached.membersOf(c.group());
            case GroupChange.WorkspaceOpened c -> reached.membersOf(c.group());
            case GroupChange.WorkspaceClosed c -> reached.membersOf(c.group());
        }
    }

    private void space(SpaceChange change) {
        switch (change) {
            case SpaceChange.SpaceAdded _, SpaceChange.SpaceRenamed _ -> {
                // opened to nobody by name
            }
            case SpaceChange.SpaceRemoved c -> reached.whoeverIsGiven(c.kind(), c.space());
        }
    }

    private void requireOwner(String what) {
        if (!actor.owner()) {
            throw Refusal.of(ProblemCode.OWNERS_ONLY, "only an Owner may " + what);
        }
    }
}
