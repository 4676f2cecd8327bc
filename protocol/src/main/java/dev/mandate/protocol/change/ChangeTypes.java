package dev.mandate.protocol.change;

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
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The types of changes on the wire, one line each: the first format of the log in which its newest version may be written,
 * its name, and its class. Earlier versions follow.
 *
 * <p>INVARIANT: a released line keeps its format and its name; a class may be renamed. A new version gets a new format, and
 * the old shape becomes an earlier version, kept with its golden file.
 */
final class ChangeTypes {
    static final List<ChangeType> ALL = List.of(
            // one line each
            ChangeType.of(1, "Named", TenantChange.Named.class),
            ChangeType.of(1, "StatusSet", TenantChange.StatusSet.class),
            ChangeType.of(1, "ApiEnabled", TenantChange.ApiEnabled.class),
            ChangeType.of(1, "ApiDisabled", TenantChange.ApiDisabled.class),
            ChangeType.of(1, "SpaceAdded", SpaceChange.SpaceAdded.class),
            ChangeType.of(1, "SpaceRenamed", SpaceChange.SpaceRenamed.class),
            ChangeType.of(1, "SpaceRemoved", SpaceChange.SpaceRemoved.class),
            ChangeType.of(1, "RoleAdded", RoleChange.RoleAdded.class),
            ChangeType.of(1, "RoleRenamed", RoleChange.RoleRenamed.class),
            ChangeType.of(1, "RoleRemoved", RoleChange.RoleRemoved.class),
            ChangeType.of(1, "PermissionSet", RoleChange.PermissionSet.class),
            ChangeType.of(1, "GroupAdded", GroupChange.GroupAdded.class),
            ChangeType.of(1, "GroupRenamed", GroupChange.GroupRenamed.class),
            ChangeType.of(1, "GroupRemoved", GroupChange.GroupRemoved.class),
            ChangeType.of(1, "AllOpened", GroupChange.AllOpened.class),
            ChangeType.of(1, "AllClosed", GroupChange.AllClosed.class),
            ChangeType.of(1, "WorkspaceOpened", GroupChange.WorkspaceOpened.class),
            ChangeType.of(1, "WorkspaceClosed", GroupChange.WorkspaceClosed.class),
            ChangeType.of(1, "UserAdded", UserChange.UserAdded.class),
            ChangeType.of(1, "UserRemoved", UserChange.UserRemoved.class),
            ChangeType.of(1, "UserDisabled", UserChange.UserDisabled.class),
            ChangeType.of(1, "UserEnabled", UserChange.UserEnabled.class),
            ChangeType.of(3, "UserEnablingReserved", UserChange.UserEnablingReserved.class),
            ChangeType.of(1, "UserRoleAssigned", UserChange.UserRoleAssigned.class),
            ChangeType.of(1, "UserRoleUnassigned", UserChange.UserRoleUnassigned.class),
            ChangeType.of(1, "SkillsSet", UserChange.SkillsSet.class),
            ChangeType.of(1, "UserTokensRevoked", UserChange.UserTokensRevoked.class),
            ChangeType.of(1, "MemberAdded", MembershipChange.MemberAdded.class),
            ChangeType.of(1, "MemberRemoved", MembershipChange.MemberRemoved.class),
            ChangeType.of(1, "UserBound", BindingChange.UserBound.class),
            ChangeType.of(1, "UserUnbound", BindingChange.UserUnbound.class),
            ChangeType.of(1, "EntityRoleGranted", BindingChange.EntityRoleGranted.class),
            ChangeType.of(1, "EntityRoleRevoked", BindingChange.EntityRoleRevoked.class),
            ChangeType.of(3, "AppAdded", AppChange.AppAdded.class)
                    .after(ChangeVersion.earlier(1, AppAdded1.class, AppAdded1::current, AppAdded1::of)),
            ChangeType.of(1, "AppDescribed", AppChange.AppDescribed.class),
            ChangeType.of(1, "AppScopesSet", AppChange.AppScopesSet.class),
            ChangeType.of(3, "AppConnectorsSet", AppChange.AppConnectorsSet.class),
            ChangeType.of(3, "AppAuthenticationMethodsSet", AppChange.AppAuthenticationMethodsSet.class),
            ChangeType.of(1, "AppRemoved", AppChange.AppRemoved.class),
            ChangeType.of(1, "AppDisabled", AppChange.AppDisabled.class),
            ChangeType.of(1, "AppEnabled", AppChange.AppEnabled.class),
            ChangeType.of(3, "AppEnablingReserved", AppChange.AppEnablingReserved.class),
            ChangeType.of(1, "OnBehalfOfSet", AppChange.OnBehalfOfSet.class),
            ChangeType.of(1, "CredentialAdded", CredentialChange.CredentialAdded.class),
            ChangeType.of(1, "CredentialWithdrawn", CredentialChange.CredentialWithdrawn.class),
            ChangeType.of(1, "AppTokensRevoked", CredentialChange.AppTokensRevoked.class),
            ChangeType.of(1, "TokenRevoked", CredentialChange.TokenRevoked.class),
            ChangeType.of(1, "TenantListed", CatalogueChange.TenantListed.class),
            ChangeType.of(1, "ApiImported", CatalogueChange.ApiImported.class),
            ChangeType.of(3, "BasePathSet", CatalogueChange.BasePathSet.class),
            ChangeType.of(1, "ActionsActivated", CatalogueChange.ActionsActivated.class),
            ChangeType.of(3, "MoveConfirmed", CatalogueChange.MoveConfirmed.class),
            ChangeType.of(3, "PrecedenceSet", CatalogueChange.PrecedenceSet.class),
            ChangeType.of(1, "ConnectorDefined", CatalogueChange.ConnectorDefined.class),
            ChangeType.of(1, "ConnectorRemoved", CatalogueChange.ConnectorRemoved.class),
            ChangeType.of(1, "KeyPublished", CatalogueChange.KeyPublished.class),
            ChangeType.of(2, "LogFormatRaised", CatalogueChange.LogFormatRaised.class),
            ChangeType.of(3, "GatewayAdded", CatalogueChange.GatewayAdded.class),
            ChangeType.of(3, "GatewayRemoved", CatalogueChange.GatewayRemoved.class),
            ChangeType.of(3, "IdentityKeyPublished", CatalogueChange.IdentityKeyPublished.class),
            ChangeType.of(1, "KeyRetired", CatalogueChange.KeyRetired.class),
            ChangeType.of(2, "NoteErased", LogChange.NoteErased.class));

    private static final Map<String, ChangeType> BY_NAME = new HashMap<>();
    private static final Map<Class<?>, ChangeType> BY_CLASS = new HashMap<>();

    static {
        for (ChangeType type : ALL) {
            ChangeType named = BY_NAME.put(type.name(), type);
            ChangeType same = BY_CLASS.put(type.change(), type);
            if (named != null || same != null) {
                throw new AssertionError("`" + type.name() + "` is listed twice");
            }
        }
    }

    private ChangeTypes() {}

    /**
     * Returns the type of that name.
     *
     * @param version for the message
     * @throws UnknownChange if only a later release can know it
     */
    static ChangeType named(String name, int version) {
        ChangeType type = BY_NAME.get(name);
        if (type == null) {
            throw new UnknownChange(name, version);
        }
        return type;
    }

    /** Returns the type of that class of changes. */
    static ChangeType of(Class<? extends Change> change) {
        ChangeType type = BY_CLASS.get(change);
        if (type == null) {
            throw new AssertionError(change + " has no line among the types of changes");
        }
        return type;
    }
}
