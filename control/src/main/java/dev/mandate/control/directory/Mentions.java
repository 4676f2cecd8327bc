package dev.mandate.control.directory;

import static dev.mandate.control.directory.Mention.action;
import static dev.mandate.control.directory.Mention.api;
import static dev.mandate.control.directory.Mention.app;
import static dev.mandate.control.directory.Mention.credential;
import static dev.mandate.control.directory.Mention.group;
import static dev.mandate.control.directory.Mention.role;
import static dev.mandate.control.directory.Mention.space;
import static dev.mandate.control.directory.Mention.user;

import dev.mandate.control.directory.Thing.Kind;
import dev.mandate.engine.catalogue.SpaceKind;
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
import dev.mandate.engine.id.RoleId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The things that a change mentions, in the order in which they are checked. Every type of change has its line: a new type does not
 * compile without one. The directory, the rights of the author and the checks of existence all read this.
 *
 * @param all the mentions
 * @param ownersTo the end of the refusal {@code only an Owner may ...}; empty if no Owner is needed
 */
public record Mentions(List<Mention> all, Optional<String> ownersTo) {
    private static final Mentions NONE = of();

    public Mentions {
        all = List.copyOf(all);
    }

    private static Mentions of(Mention... all) {
        return new Mentions(List.of(all), Optional.empty());
    }

    private Mentions ownersTo(String what) {
        return new Mentions(all, Optional.of(what));
    }

    private Mentions ownersTo(boolean owners, String what) {
        return owners ? ownersTo(what) : this;
    }

    /** Returns what the change mentions. Depends on the change alone. */
    public static Mentions of(Change change) {
        return switch (change) {
            case UserChange c -> ofUser(c);
            case MembershipChange c -> ofMembership(c);
            case BindingChange c -> ofBinding(c);
            case AppChange c -> ofApp(c);
            case CredentialChange c -> ofCredential(c);
            case RoleChange c -> ofRole(c);
            case GroupChange c -> ofGroup(c);
            case SpaceChange c -> ofSpace(c);
            case TenantChange c -> ofTenant(c);
            case CatalogueChange c -> ofCatalogue(c);
            case LogChange.NoteErased c ->
                of(Mention.of(Kind.ERASED_NOTE, c.revision(), "revision").added(""))
                        .ownersTo("erase notes");
        };
    }

    private static Mentions ofUser(UserChange change) {
        return switch (change) {
            case UserChange.UserAdded c -> of(user(c.user()).added(""));
            case UserChange.UserRemoved c -> of(user(c.user()).removed());
            case UserChange.UserDisabled c -> of(user(c.user()).disabled());
            case UserChange.UserEnabled c -> of(user(c.user()).enabled());
            case UserChange.UserEnablingReserved c ->
                of(user(c.user()).reserved().free()).ownersTo("reserve who enables user `" + c.user() + "`");
            case UserChange.UserRoleAssigned c ->
                of(user(c.user()), role(c.role()).named())
                        .ownersTo(c.role().builtIn(), "name owners and administrators");
            case UserChange.UserRoleUnassigned c -> of(user(c.user()));
            case UserChange.UserTokensRevoked c -> of(user(c.user()));
            case UserChange.SkillsSet c -> of(user(c.user()));
        };
    }

    private static Mentions ofMembership(MembershipChange change) {
        return switch (change) {
            case MembershipChange.MemberAdded c -> of(group(c.group()).named().free(), user(c.user()));
            case MembershipChange.MemberRemoved c -> of(group(c.group()).named().free(), user(c.user()));
        };
    }

    /** Entity roles change no rank: a manager has every action of the channel without them. */
    private static Mentions ofBinding(BindingChange change) {
        return switch (change) {
            case BindingChange.UserBound c ->
                of(
                        user(c.user()),
                        space(SpaceKind.SALES_CHANNEL, c.channel())
                                .as("channel")
                                .named()
                                .free());
            case BindingChange.UserUnbound c -> of(user(c.user()));
            case BindingChange.EntityRoleGranted c -> of(user(c.user()).free());
            case BindingChange.EntityRoleRevoked c -> of(user(c.user()).free());
        };
    }

    private static Mentions ofApp(AppChange change) {
        return switch (change) {
            case AppChange.AppAdded c ->
                of(app(c.app()).added(c.name(), c.description()))
                        .ownersTo(!c.scopes().isEmpty(), "give an app management scopes");
            case AppChange.AppDescribed c -> of(app(c.app()).described(c.name(), c.description()));
            case AppChange.AppScopesSet c -> of(app(c.app())).ownersTo("give an app management scopes or take them");
            case AppChange.AppConnectorsSet c -> of(app(c.app()));
            case AppChange.AppAuthenticationMethodsSet c -> of(app(c.app()));
            case AppChange.AppRemoved c -> of(app(c.app()).removed());
            case AppChange.AppDisabled c -> of(app(c.app()).disabled());
            case AppChange.AppEnabled c -> of(app(c.app()).enabled().used());
            case AppChange.AppEnablingReserved c ->
                of(app(c.app()).reserved().free()).ownersTo("reserve who enables app `" + c.app() + "`");
            case AppChange.OnBehalfOfSet c ->
                of(app(c.app()).used(), user(c.user()).named());
        };
    }

    private static Mentions ofCredential(CredentialChange change) {
        return switch (change) {
            case CredentialChange.CredentialAdded c ->
                of(
                        credential(c.credential()).added("").free(),
                        app(c.owner()).as("owner").used());
            case CredentialChange.CredentialWithdrawn c ->
                of(credential(c.credential()).removed());
            case CredentialChange.AppTokensRevoked c -> of(app(c.app()));
            case CredentialChange.TokenRevoked _ ->
                NONE; // the bearer revokes its own token; the directory lists no tokens
        };
    }

    /** A custom role has no rank, so only changes to the role Owner need an Owner. */
    private static Mentions ofRole(RoleChange change) {
        return switch (change) {
            case RoleChange.RoleAdded c -> of(role(c.role()).added(c.name()));
            case RoleChange.RoleRenamed c -> of(role(c.role()).described(c.name(), ""));
            case RoleChange.RoleRemoved c -> of(role(c.role()).removed());
            case RoleChange.PermissionSet c ->
                of(permitted(c.role()), action(c.action()))
                        .ownersTo(c.role().equals(RoleId.OWNER), "change the permissions of owners");
        };
    }

    /** No change adds the built-in roles. */
    private static Mention permitted(RoleId role) {
        return role.builtIn() ? role(role).touchedOrListed() : role(role);
    }

    private static Mentions ofGroup(GroupChange change) {
        return switch (change) {
            case GroupChange.GroupAdded c -> of(group(c.group()).added(c.name()).free());
            case GroupChange.GroupRenamed c ->
                of(group(c.group()).described(c.name(), "").free());
            case GroupChange.GroupRemoved c -> of(group(c.group()).removed());
            case GroupChange.AllOpened c -> of(group(c.group()));
            case GroupChange.AllClosed c -> of(group(c.group()));
            case GroupChange.WorkspaceOpened c ->
                of(
                        group(c.group()),
                        space(SpaceKind.WORKSPACE, c.workspace())
                                .as("workspace")
                                .named()
                                .free());
            case GroupChange.WorkspaceClosed c -> of(group(c.group())); // the workspace may be gone, and listed still
        };
    }

    private static Mentions ofSpace(SpaceChange change) {
        return switch (change) {
            case SpaceChange.SpaceAdded c ->
                of(space(c.kind(), c.space()).added(c.name()).free());
            case SpaceChange.SpaceRenamed c ->
                of(space(c.kind(), c.space()).described(c.name(), "").free());
            case SpaceChange.SpaceRemoved c -> of(space(c.kind(), c.space()).removed());
        };
    }

    /** These changes do not name their tenant, so {@link DirectoryDraft} notes it. They touch no user's rights. */
    private static Mentions ofTenant(TenantChange change) {
        return switch (change) {
            case TenantChange.Named _, TenantChange.StatusSet _ -> NONE;
            case TenantChange.ApiEnabled c -> of(api(c.api()).named().onPlatform());
            case TenantChange.ApiDisabled c -> of(api(c.api()).named());
        };
    }

    /**
     * These changes concern the platform; the commands check the operator. Keys and gateways need an Owner: upstreams believe what a
     * gateway says of any user, so its key is worth more than an Administrator's rights.
     */
    private static Mentions ofCatalogue(CatalogueChange change) {
        return switch (change) {
            case CatalogueChange.TenantListed c ->
                of(Mention.of(Kind.TENANT, c.tenant(), "tenant").added(""));
            case CatalogueChange.ApiImported c -> of(api(c.api().id()).put(""));
            case CatalogueChange.BasePathSet c -> of(api(c.api()), documentBasePath(c));
            case CatalogueChange.ActionsActivated c ->
                new Mentions(
                        Stream.concat(
                                        Stream.of(api(c.api())),
                                        c.actions().stream().map(Mention::action))
                                .toList(),
                        Optional.empty());
            case CatalogueChange.MoveConfirmed c ->
                of(
                        action(c.from()),
                        action(c.to()),
                        Mention.of(Kind.MOVE, c.to(), "to").relisted(c.from().toString()));
            case CatalogueChange.PrecedenceSet c -> of(api(c.api()), action(c.action()));
            case CatalogueChange.ConnectorDefined c ->
                of(connector(c.connector().id()).put(c.connector().name()));
            case CatalogueChange.ConnectorRemoved c ->
                of(connector(c.connector()).removed());
            case CatalogueChange.KeyPublished c -> of(key(c.kid()).added(""));
            case CatalogueChange.IdentityKeyPublished c -> of(key(c.kid()).added(c.gateway()));
            case CatalogueChange.KeyRetired c -> of(key(c.kid()).removed()).ownersTo("retire keys");
            case CatalogueChange.GatewayAdded c ->
                of(gateway(c.gateway()).added(c.name())).ownersTo("add or remove gateways");
            case CatalogueChange.GatewayRemoved c ->
                of(gateway(c.gateway()).removed()).ownersTo("add or remove gateways");
            case CatalogueChange.LogFormatRaised _ -> NONE;
        };
    }

    private static Mention documentBasePath(CatalogueChange.BasePathSet change) {
        Mention mention = Mention.of(Kind.DOCUMENT_BASE_PATH, change.api(), "api");
        return change.basePath().isEmpty() ? mention.relisted("") : mention.removed();
    }

    private static Mention connector(String id) {
        return Mention.of(Kind.CONNECTOR, id, "connector");
    }

    private static Mention key(String kid) {
        return Mention.of(Kind.KEY, kid, "kid");
    }

    private static Mention gateway(String id) {
        return Mention.of(Kind.GATEWAY, id, "gateway");
    }
}
