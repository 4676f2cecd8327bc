package dev.mandate.gateway;

import dev.mandate.engine.app.CredentialKind;
import dev.mandate.engine.app.GrantType;
import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.catalogue.ActionKey;
import dev.mandate.engine.catalogue.ActionStatus;
import dev.mandate.engine.catalogue.Api;
import dev.mandate.engine.catalogue.ApiKind;
import dev.mandate.engine.catalogue.Demand;
import dev.mandate.engine.catalogue.EntityRole;
import dev.mandate.engine.catalogue.Need;
import dev.mandate.engine.catalogue.RoleOffer;
import dev.mandate.engine.catalogue.SpaceKind;
import dev.mandate.engine.catalogue.SpaceParameter;
import dev.mandate.engine.change.AppChange.AppAdded;
import dev.mandate.engine.change.AppChange.OnBehalfOfSet;
import dev.mandate.engine.change.BindingChange.UserBound;
import dev.mandate.engine.change.CatalogueChange.ApiImported;
import dev.mandate.engine.change.CatalogueChange.KeyPublished;
import dev.mandate.engine.change.CatalogueChange.KeyUse;
import dev.mandate.engine.change.CatalogueChange.TenantListed;
import dev.mandate.engine.change.CredentialChange.CredentialAdded;
import dev.mandate.engine.change.GroupChange.GroupAdded;
import dev.mandate.engine.change.GroupChange.WorkspaceOpened;
import dev.mandate.engine.change.MembershipChange.MemberAdded;
import dev.mandate.engine.change.Permission;
import dev.mandate.engine.change.RoleChange.PermissionSet;
import dev.mandate.engine.change.RoleChange.RoleAdded;
import dev.mandate.engine.change.SpaceChange.SpaceAdded;
import dev.mandate.engine.change.TenantChange.ApiEnabled;
import dev.mandate.engine.change.UserChange.UserAdded;
import dev.mandate.engine.change.UserChange.UserRoleAssigned;
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
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A studio with a vendor's app, as the log would tell it: enough to allow, deny and hide. */
final class GatewayWorld {
    static final TenantId STUDIO = new TenantId("studio");
    static final UserId VENDOR = new UserId("vendor");
    static final AppId APP = new AppId("vendor-app");
    static final CredentialId SECRET = new CredentialId("secret-1");
    static final RoleId ROLE = new RoleId("api-user");
    static final SpaceId OPEN = new SpaceId("ws-open");
    static final SpaceId CLOSED = new SpaceId("ws-closed");
    static final ApiId MEDIA = new ApiId("media");
    static final ApiId SALES = new ApiId("sales");

    private GatewayWorld() {}

    /** Fills a state. Every action of the media API is at Access but {@code DELETE}. */
    static void fill(FakeState state, String upstream, String tokenKey) {
        state.append(
                TenantId.PLATFORM,
                new KeyPublished("token-1", KeyUse.TOKEN, tokenKey),
                new TenantListed(STUDIO),
                new ApiImported(media(upstream)),
                new ApiImported(sales(upstream)));
        state.append(STUDIO, new ApiEnabled(MEDIA), new ApiEnabled(SALES));
        state.append(
                STUDIO,
                new SpaceAdded(SpaceKind.WORKSPACE, OPEN, "Open"),
                new SpaceAdded(SpaceKind.WORKSPACE, CLOSED, "Closed"),
                new SpaceAdded(SpaceKind.SALES_CHANNEL, new SpaceId("channel-a"), "A"),
                new GroupAdded(new GroupId("g"), "G"),
                new WorkspaceOpened(new GroupId("g"), OPEN, null),
                new RoleAdded(ROLE, "API User"),
                new UserAdded(VENDOR, UserKind.SERVICE),
                new MemberAdded(new GroupId("g"), VENDOR, null),
                new UserRoleAssigned(VENDOR, ROLE, null),
                new UserBound(VENDOR, new SpaceId("channel-a")),
                new AppAdded(APP, "Vendor", "", Set.of(GrantType.CLIENT_CREDENTIALS), Set.of()),
                new OnBehalfOfSet(APP, VENDOR),
                new CredentialAdded(SECRET, APP, CredentialKind.SECRET, null));
        for (Action action : media(upstream).actions()) {
            if (!action.key().method().equals("DELETE")) {
                state.append(STUDIO, new PermissionSet(ROLE, action.id(), Permission.ACCESS, null));
            }
        }
    }

    static Api media(String upstream) {
        return new Api(
                MEDIA,
                ApiKind.SWITCH,
                upstream,
                "/v1",
                List.of(),
                List.of(
                        action(1, "GET /v1/tasks/{taskId}", Optional.empty()),
                        action(2, "DELETE /v1/tasks/{taskId}", Optional.empty()),
                        action(3, "PUT /v1/tasks/{taskId}/start", Optional.empty()),
                        action(4, "POST /v1/files", Optional.empty()),
                        action(5, "GET /v1/files/{fileId}", Optional.empty()),
                        action(8, "PUT /v1/drafts", Optional.empty()).with(ActionStatus.PENDING),
                        action(9, "DELETE /v1/x/{id}/latest", Optional.empty()),
                        action(10, "DELETE /v1/{kind}/7/latest", Optional.empty()),
                        action(6, "GET /v1/jobs", parameter(SpaceParameter.In.QUERY, "clientId")),
                        action(
                                7,
                                "GET /v1/workspaces/{clientId}/tasks",
                                parameter(SpaceParameter.In.PATH, "clientId"))));
    }

    private static Api sales(String upstream) {
        Action inventory = new Action(
                new ActionId(100),
                ActionKey.parse("GET /sales/v1/inventory"),
                ActionStatus.ACTIVE,
                new Demand(Set.of(new Need("TRADER", "read"), new Need("ASSET", "read")), false, false),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                0);
        List<RoleOffer> offers = List.of(
                RoleOffer.derived(new EntityRole("TRADER_VIEWER"), Set.of()),
                RoleOffer.derived(new EntityRole("TRADER_ADMINISTRATOR"), Set.of()),
                RoleOffer.derived(new EntityRole("ASSET_VIEWER"), Set.of()));
        return new Api(SALES, ApiKind.ENTITY, upstream, "/sales/v1", offers, List.of(inventory));
    }

    private static Optional<SpaceParameter> parameter(SpaceParameter.In in, String name) {
        return Optional.of(new SpaceParameter(in, name, SpaceKind.WORKSPACE, in == SpaceParameter.In.PATH));
    }

    private static Action action(int id, String key, Optional<SpaceParameter> space) {
        return new Action(
                new ActionId(id),
                ActionKey.parse(key),
                ActionStatus.ACTIVE,
                Demand.NONE,
                space,
                Optional.empty(),
                List.of("ECOMM"),
                0);
    }
}
