package dev.mandate.control.explanation;

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
import dev.mandate.engine.id.ActionId;
import dev.mandate.engine.state.Catalogue;
import dev.mandate.protocol.form.Counted;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What holds after a change, as half a sentence in lower case without a full stop: ids in backticks, never names. */
public final class Sentences {
    private final Catalogue catalogue;

    /** With the catalogue that knows the actions' keys. */
    public Sentences(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** All of them, with semicolons between. */
    public String of(List<Change> changes) {
        return changes.stream().map(this::of).collect(Collectors.joining("; "));
    }

    /** What holds after the change. */
    public String of(Change change) {
        return switch (change) {
            case AppChange c -> app(c);
            case BindingChange c -> binding(c);
            case CatalogueChange c -> catalogue(c);
            case CredentialChange c -> credential(c);
            case GroupChange c -> group(c);
            case LogChange.NoteErased(var revision) -> "the note of entry " + revision + " is erased";
            case MembershipChange.MemberAdded(var group, var user, var until) ->
                "user `" + user + "` is in group `" + group + "`" + until(until);
            case MembershipChange.MemberRemoved(var group, var user) ->
                "user `" + user + "` is not in group `" + group + "`";
            case RoleChange c -> role(c);
            case SpaceChange c -> space(c);
            case TenantChange c -> tenant(c);
            case UserChange c -> user(c);
        };
    }

    private static String app(AppChange change) {
        return switch (change) {
            case AppChange.AppAdded c -> "app `" + c.app() + "` is registered";
            case AppChange.AppDescribed c -> "app `" + c.app() + "` is described";
            case AppChange.AppScopesSet c ->
                "app `" + c.app() + "` has " + c.scopes().size() + " management scopes";
            case AppChange.AppConnectorsSet c ->
                c.connectors().isEmpty()
                        ? "app `" + c.app() + "` implements no connector"
                        : "app `" + c.app() + "` implements "
                                + ids(c.connectors().keySet());
            case AppChange.AppAuthenticationMethodsSet c ->
                "app `" + c.app() + "` authenticates by "
                        + ids(c.methods().stream()
                                .map(method -> method.name().toLowerCase(Locale.ROOT))
                                .toList());
            case AppChange.AppRemoved c -> "app `" + c.app() + "` does not exist";
            case AppChange.AppDisabled c -> "app `" + c.app() + "` is disabled";
            case AppChange.AppEnabled c -> "app `" + c.app() + "` is enabled";
            case AppChange.AppEnablingReserved c -> "only an Owner enables app `" + c.app() + "` again";
            case AppChange.OnBehalfOfSet c -> "app `" + c.app() + "` acts on behalf of user `" + c.user() + "`";
        };
    }

    private static String binding(BindingChange change) {
        return switch (change) {
            case BindingChange.UserBound c -> "user `" + c.user() + "` is bound to sales channel `" + c.channel() + "`";
            case BindingChange.UserUnbound c -> "user `" + c.user() + "` is bound to no sales channel";
            case BindingChange.EntityRoleGranted c ->
                "the binding of user `" + c.user() + "` carries `" + c.role() + "`" + until(c.until());
            case BindingChange.EntityRoleRevoked c ->
                "the binding of user `" + c.user() + "` does not carry `" + c.role() + "`";
        };
    }

    private String catalogue(CatalogueChange change) {
        return switch (change) {
            case CatalogueChange.TenantListed c -> "tenant `" + c.tenant() + "` exists";
            case CatalogueChange.ApiImported c -> "api `" + c.api().id() + "` is imported";
            case CatalogueChange.ActionsActivated c ->
                Counted.of(
                                c.actions().size(),
                                "action of api `" + c.api() + "` is",
                                "actions of api `" + c.api() + "` are")
                        + " in force";
            case CatalogueChange.MoveConfirmed c ->
                "action `" + key(c.from()) + "` of api `" + c.api() + "` moved to `" + key(c.to()) + "`";
            case CatalogueChange.PrecedenceSet c ->
                "action `" + key(c.action()) + "` of api `" + c.api() + "` has "
                        + (c.precedence() == null ? "its document's precedence" : "precedence " + c.precedence());
            case CatalogueChange.ConnectorDefined c ->
                "connector `" + c.connector().id() + "` is defined";
            case CatalogueChange.ConnectorRemoved c -> "connector `" + c.connector() + "` does not exist";
            case CatalogueChange.BasePathSet c ->
                "the base path of API `" + c.api() + "` is "
                        + c.basePath().map(p -> "`" + p + "`").orElse("its document's");
            case CatalogueChange.KeyPublished c -> "key `" + c.kid() + "` is published";
            case CatalogueChange.LogFormatRaised c -> "log format " + c.format() + " is in force";
            case CatalogueChange.IdentityKeyPublished c ->
                "key `" + c.kid() + "` of gateway `" + c.gateway() + "` is published";
            case CatalogueChange.GatewayAdded c -> "gateway `" + c.gateway() + "` may connect";
            case CatalogueChange.GatewayRemoved c -> "gateway `" + c.gateway() + "` may not connect";
            case CatalogueChange.KeyRetired c -> "key `" + c.kid() + "` is retired";
        };
    }

    private static String credential(CredentialChange change) {
        return switch (change) {
            case CredentialChange.CredentialAdded c ->
                "app `" + c.owner() + "` has the " + words(c.kind()) + " `" + c.credential() + "`"
                        + until(c.notAfter());
            case CredentialChange.CredentialWithdrawn c -> "credential `" + c.credential() + "` is withdrawn";
            case CredentialChange.AppTokensRevoked c -> "the tokens of app `" + c.app() + "` are revoked";
            case CredentialChange.TokenRevoked c -> "token `" + c.jti() + "` is revoked";
        };
    }

    private static String group(GroupChange change) {
        return switch (change) {
            case GroupChange.GroupAdded c -> "group `" + c.group() + "` exists";
            case GroupChange.GroupRenamed c -> "group `" + c.group() + "` is renamed";
            case GroupChange.GroupRemoved c -> "group `" + c.group() + "` does not exist";
            case GroupChange.AllOpened c -> "group `" + c.group() + "` opens every workspace";
            case GroupChange.AllClosed c -> "group `" + c.group() + "` opens the workspaces of its list alone";
            case GroupChange.WorkspaceOpened c ->
                "group `" + c.group() + "` opens workspace `" + c.workspace() + "`" + until(c.until());
            case GroupChange.WorkspaceClosed c ->
                "group `" + c.group() + "` does not open workspace `" + c.workspace() + "`";
        };
    }

    private String role(RoleChange change) {
        return switch (change) {
            case RoleChange.RoleAdded c -> "role `" + c.role() + "` exists";
            case RoleChange.RoleRenamed c -> "role `" + c.role() + "` is renamed";
            case RoleChange.RoleRemoved c -> "role `" + c.role() + "` does not exist";
            case RoleChange.PermissionSet c ->
                "role `" + c.role() + "` has `" + c.permission() + "` on `" + key(c.action()) + "`" + until(c.until());
        };
    }

    private String key(ActionId action) {
        return catalogue.endpoints().stream()
                .filter(e -> e.action().id().equals(action))
                .map(e -> e.action().key().toString())
                .findFirst()
                .orElseGet(() -> "action " + action.value());
    }

    private static String space(SpaceChange change) {
        return switch (change) {
            case SpaceChange.SpaceAdded c -> kind(c.kind()) + " `" + c.space() + "` exists";
            case SpaceChange.SpaceRenamed c -> kind(c.kind()) + " `" + c.space() + "` is renamed";
            case SpaceChange.SpaceRemoved c -> kind(c.kind()) + " `" + c.space() + "` does not exist";
        };
    }

    /** The kind of a space as a noun. */
    static String kind(SpaceKind kind) {
        return words(kind);
    }

    private static String ids(Collection<String> ids) {
        return ids.stream().sorted().map(id -> "`" + id + "`").collect(Collectors.joining(", "));
    }

    private static String words(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String tenant(TenantChange change) {
        return switch (change) {
            case TenantChange.Named c -> "the tenant is named";
            case TenantChange.StatusSet c -> "the tenant is " + words(c.status());
            case TenantChange.ApiEnabled c -> "the tenant has enabled api `" + c.api() + "`";
            case TenantChange.ApiDisabled c -> "the tenant has not enabled api `" + c.api() + "`";
        };
    }

    private static String user(UserChange change) {
        return switch (change) {
            case UserChange.UserAdded c -> "user `" + c.user() + "` exists";
            case UserChange.UserRemoved c -> "user `" + c.user() + "` does not exist";
            case UserChange.UserDisabled c -> "user `" + c.user() + "` is disabled";
            case UserChange.UserEnabled c -> "user `" + c.user() + "` is enabled";
            case UserChange.UserEnablingReserved c -> "only an Owner enables user `" + c.user() + "` again";
            case UserChange.UserRoleAssigned c ->
                "user `" + c.user() + "` holds role `" + c.role() + "`" + until(c.until());
            case UserChange.UserRoleUnassigned c -> "user `" + c.user() + "` holds no role";
            case UserChange.SkillsSet c ->
                "user `" + c.user() + "` has " + c.skills().size() + " skills";
            case UserChange.UserTokensRevoked c -> "the tokens of user `" + c.user() + "` are revoked";
        };
    }

    private static String until(@Nullable Instant until) {
        return until == null ? "" : " until " + until;
    }
}
