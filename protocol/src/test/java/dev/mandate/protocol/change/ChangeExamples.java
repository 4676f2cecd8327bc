package dev.mandate.protocol.change;

import dev.mandate.engine.app.AuthenticationMethod;
import dev.mandate.engine.app.CredentialKind;
import dev.mandate.engine.app.GrantType;
import dev.mandate.engine.app.ManagementScope;
import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.catalogue.ActionKey;
import dev.mandate.engine.catalogue.ActionStatus;
import dev.mandate.engine.catalogue.Api;
import dev.mandate.engine.catalogue.ApiKind;
import dev.mandate.engine.catalogue.Connector;
import dev.mandate.engine.catalogue.Demand;
import dev.mandate.engine.catalogue.EntityRole;
import dev.mandate.engine.catalogue.Need;
import dev.mandate.engine.catalogue.RoleOffer;
import dev.mandate.engine.catalogue.SpaceKind;
import dev.mandate.engine.catalogue.SpaceParameter;
import dev.mandate.engine.change.AppChange;
import dev.mandate.engine.change.BindingChange;
import dev.mandate.engine.change.CatalogueChange;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.CredentialChange;
import dev.mandate.engine.change.GroupChange;
import dev.mandate.engine.change.LogChange;
import dev.mandate.engine.change.MembershipChange;
import dev.mandate.engine.change.Permission;
import dev.mandate.engine.change.RoleChange;
import dev.mandate.engine.change.SpaceChange;
import dev.mandate.engine.change.TenantChange;
import dev.mandate.engine.change.TenantStatus;
import dev.mandate.engine.change.UserChange;
import dev.mandate.engine.change.UserKind;
import dev.mandate.engine.id.ActionId;
import dev.mandate.engine.id.ApiId;
import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.CredentialId;
import dev.mandate.engine.id.GroupId;
import dev.mandate.engine.id.RoleId;
import dev.mandate.engine.id.SpaceId;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.id.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Every change at least once, with and without its optional parts, in an order that a log could have. */
public final class ChangeExamples {
    public static final Instant UNTIL = Instant.parse("2031-05-06T07:08:09.000010Z");

    private static final UserId ANNA = new UserId("anna");
    private static final UserId ROBOT = new UserId("robot");
    private static final RoleId API_USER = new RoleId("api-user");
    private static final GroupId VENDORS = new GroupId("vendors");
    private static final SpaceId NORTH = new SpaceId("north");
    private static final SpaceId CHANNEL = new SpaceId("channel-a");
    private static final AppId APP = new AppId("app-1");
    private static final CredentialId SECRET = new CredentialId("secret-1");
    private static final CredentialId KEY = new CredentialId("key-1");
    private static final ApiId MEDIA = new ApiId("media");
    private static final ApiId CHANNELS = new ApiId("channels");
    private static final ActionId START = new ActionId(7);

    private ChangeExamples() {}

    public static final List<Change> PLATFORM = List.of(
            new CatalogueChange.TenantListed(new TenantId("studio")),
            new CatalogueChange.TenantListed(new TenantId("registry")),
            new CatalogueChange.ApiImported(media()),
            new CatalogueChange.ApiImported(channels()),
            new CatalogueChange.ActionsActivated(MEDIA, Set.of(START, new ActionId(19))),
            new CatalogueChange.MoveConfirmed(MEDIA, new ActionId(19), START),
            new CatalogueChange.PrecedenceSet(MEDIA, START, 5),
            new CatalogueChange.PrecedenceSet(MEDIA, new ActionId(19), null),
            new CatalogueChange.ConnectorDefined(connector()),
            new CatalogueChange.ConnectorRemoved("external-post-production"),
            new CatalogueChange.KeyPublished("kid-1", CatalogueChange.KeyUse.TOKEN, "{\"kty\":\"EC\"}"),
            new CatalogueChange.KeyPublished("kid-2", CatalogueChange.KeyUse.IDENTITY, "{\"kty\":\"EC\",\"x\":\"ü\"}"),
            new CatalogueChange.KeyRetired("kid-1"),
            new CatalogueChange.GatewayAdded("gateway-1", "Edge \u2603"),
            new CatalogueChange.IdentityKeyPublished("kid-3", "gateway-1", "{\"kty\":\"EC\"}"),
            new CatalogueChange.GatewayRemoved("gateway-1"),
            new CatalogueChange.LogFormatRaised(2),
            new CatalogueChange.BasePathSet(MEDIA, Optional.of("/partner")),
            new CatalogueChange.BasePathSet(MEDIA, Optional.empty()));

    public static final List<Change> TENANT = List.of(
            new TenantChange.Named("Studio \"Nord\" \u2603"),
            new TenantChange.StatusSet(TenantStatus.ACTIVE),
            new TenantChange.ApiEnabled(MEDIA),
            new TenantChange.ApiEnabled(CHANNELS),
            new TenantChange.ApiDisabled(CHANNELS),
            new SpaceChange.SpaceAdded(SpaceKind.WORKSPACE, NORTH, "North"),
            new SpaceChange.SpaceAdded(SpaceKind.SALES_CHANNEL, CHANNEL, "Channel A"),
            new SpaceChange.SpaceAdded(SpaceKind.WORKSPACE, new SpaceId("south"), "South"),
            new SpaceChange.SpaceRenamed(SpaceKind.WORKSPACE, NORTH, "Far north"),
            new SpaceChange.SpaceRemoved(SpaceKind.WORKSPACE, new SpaceId("south")),
            new UserChange.UserAdded(ANNA, UserKind.PERSON),
            new UserChange.UserAdded(ROBOT, UserKind.SERVICE),
            new UserChange.UserDisabled(ANNA),
            new UserChange.UserEnabled(ANNA),
            new UserChange.UserEnablingReserved(ANNA),
            new RoleChange.RoleAdded(API_USER, "API User"),
            new RoleChange.RoleAdded(new RoleId("other"), "Other"),
            new RoleChange.RoleRenamed(API_USER, "API user"),
            new RoleChange.RoleRemoved(new RoleId("other")),
            new RoleChange.PermissionSet(API_USER, START, Permission.ACCESS, null),
            new RoleChange.PermissionSet(API_USER, new ActionId(8), Permission.ACCESS, UNTIL),
            new RoleChange.PermissionSet(API_USER, new ActionId(9), Permission.NONE, null),
            new UserChange.UserRoleAssigned(ROBOT, API_USER, null),
            new UserChange.UserRoleAssigned(ANNA, RoleId.OWNER, UNTIL),
            new UserChange.UserRoleUnassigned(ANNA),
            new UserChange.SkillsSet(ANNA, List.of("retouching", "cutting")),
            new UserChange.UserTokensRevoked(ANNA),
            new GroupChange.GroupAdded(VENDORS, "Vendors"),
            new GroupChange.GroupAdded(new GroupId("all"), "All"),
            new GroupChange.GroupAdded(new GroupId("gone"), "Gone"),
            new GroupChange.GroupRenamed(VENDORS, "The vendors"),
            new GroupChange.GroupRemoved(new GroupId("gone")),
            new GroupChange.AllOpened(new GroupId("all")),
            new GroupChange.AllClosed(VENDORS),
            new GroupChange.WorkspaceOpened(VENDORS, NORTH, null),
            new GroupChange.WorkspaceOpened(VENDORS, new SpaceId("east"), UNTIL),
            new GroupChange.WorkspaceClosed(VENDORS, new SpaceId("west")),
            new MembershipChange.MemberAdded(VENDORS, ROBOT, null),
            new MembershipChange.MemberAdded(new GroupId("all"), ANNA, UNTIL),
            new MembershipChange.MemberRemoved(VENDORS, ANNA),
            new BindingChange.UserBound(ROBOT, CHANNEL),
            new BindingChange.UserBound(ANNA, CHANNEL),
            new BindingChange.EntityRoleGranted(ROBOT, new EntityRole("TRADER_VIEWER"), null),
            new BindingChange.EntityRoleGranted(ROBOT, new EntityRole("TRADER_ADMINISTRATOR"), UNTIL),
            new BindingChange.EntityRoleRevoked(ROBOT, new EntityRole("ASSET_VIEWER")),
            new BindingChange.UserUnbound(ANNA),
            new AppChange.AppAdded(
                    APP,
                    "Robot",
                    "Retouches",
                    Set.of(GrantType.CLIENT_CREDENTIALS),
                    Set.of(ManagementScope.READ, ManagementScope.ASK, ManagementScope.ADMIN)),
            new AppChange.AppAdded(new AppId("app-2"), "Site", "", Set.of(GrantType.AUTHORIZATION_CODE), Set.of()),
            new AppChange.AppAdded(
                    new AppId("app-3"),
                    "Both",
                    "",
                    Set.of(GrantType.AUTHORIZATION_CODE, GrantType.CLIENT_CREDENTIALS),
                    Set.of()),
            new AppChange.AppDescribed(APP, "Robot 2", "Retouches well"),
            new AppChange.AppScopesSet(APP, Set.of(ManagementScope.ASK)),
            new AppChange.AppConnectorsSet(
                    APP, Map.of("external-post-production", Set.of("EDITORIAL", "ECOMM"), "sales", Set.of("TRADING"))),
            new AppChange.AppAuthenticationMethodsSet(APP, Set.of(AuthenticationMethod.CLIENT_SECRET_BASIC)),
            new AppChange.AppDisabled(APP),
            new AppChange.AppEnabled(APP),
            new AppChange.AppEnablingReserved(APP),
            new AppChange.OnBehalfOfSet(APP, ROBOT),
            new AppChange.AppRemoved(new AppId("app-2")),
            new CredentialChange.CredentialAdded(SECRET, APP, CredentialKind.SECRET, null),
            new CredentialChange.CredentialAdded(KEY, APP, CredentialKind.KEY, UNTIL),
            new CredentialChange.CredentialWithdrawn(SECRET),
            new CredentialChange.AppTokensRevoked(APP),
            new CredentialChange.TokenRevoked("jti-1", UNTIL),
            new UserChange.UserRemoved(ANNA),
            new LogChange.NoteErased(17));

    private static Api media() {
        Action start = new Action(
                START,
                new ActionKey("PUT", "/v1/extpost/tasks/{taskId}/start"),
                ActionStatus.PENDING,
                Demand.NONE,
                Optional.of(new SpaceParameter(SpaceParameter.In.QUERY, "clientId", SpaceKind.WORKSPACE, true)),
                Optional.of("startTask"),
                List.of("ECOMM", "EDITORIAL"),
                3);
        return new Api(MEDIA, ApiKind.SWITCH, "http://127.0.0.1:9000", "/v1", List.of(), List.of(start));
    }

    private static Api channels() {
        Demand demand = new Demand(Set.of(new Need("TRADER", "read"), new Need("ASSET", "update")), true, false);
        Action list = new Action(
                new ActionId(12),
                new ActionKey("GET", "/saleschannel-services/v1/traders"),
                ActionStatus.ACTIVE,
                demand,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                0);
        Action bind = new Action(
                new ActionId(13),
                new ActionKey("PUT", "/saleschannel-services/v1/users/{id}"),
                ActionStatus.RETIRED,
                new Demand(Set.of(), false, true),
                Optional.of(new SpaceParameter(SpaceParameter.In.PATH, "id", SpaceKind.SALES_CHANNEL, true)),
                Optional.empty(),
                List.of("USERS"),
                -1);
        List<RoleOffer> offers = List.of(
                new RoleOffer(new EntityRole("TRADER_VIEWER"), Set.of("read")),
                new RoleOffer(new EntityRole("PROPOSAL_ACCEPTER"), Set.of("read", "accept")));
        return new Api(
                CHANNELS,
                ApiKind.ENTITY,
                "https://up.example",
                "/saleschannel-services/v1",
                offers,
                List.of(list, bind));
    }

    private static Connector connector() {
        Connector.Lines lines = new Connector.Lines(
                Set.of(
                        ActionKey.parse("GET /v1/extpost/tasks/{taskId}"),
                        ActionKey.parse("POST /v1/files/bulk-get-files")),
                Set.of());
        return new Connector("external-post-production", "External Post-Production", MEDIA, Map.of("ECOMM", lines));
    }
}
