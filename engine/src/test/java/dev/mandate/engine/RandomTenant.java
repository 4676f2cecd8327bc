package dev.mandate.engine;

import dev.mandate.engine.app.AuthenticationMethod;
import dev.mandate.engine.app.CredentialKind;
import dev.mandate.engine.app.GrantType;
import dev.mandate.engine.app.ManagementScope;
import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.catalogue.SpaceKind;
import dev.mandate.engine.change.AppChange;
import dev.mandate.engine.change.BindingChange;
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
import dev.mandate.engine.id.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Random changes of a tenant. As in a real log, no id is reused; a change may refer to things that were removed or
 * never existed, but not to things added later. Mutable.
 */
final class RandomTenant {
    static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    private final Draw draw;
    private final RandomCatalogue catalogue;
    private final int[] given = new int[8];

    RandomTenant(Draw draw, RandomCatalogue catalogue) {
        this.draw = draw;
        this.catalogue = catalogue;
    }

    UserId user() {
        return known(0, "u", UserId::new);
    }

    AppId app() {
        return known(1, "p", AppId::new);
    }

    CredentialId credential() {
        return known(2, "c", CredentialId::new);
    }

    private GroupId group() {
        return known(3, "g", GroupId::new);
    }

    private RoleId role() {
        return draw.chance(15) ? draw.of(List.of(RoleId.OWNER, RoleId.ADMINISTRATOR)) : known(4, "r", RoleId::new);
    }

    /** Both kinds draw from the same ids, so that changes and requests often name a space of the wrong kind. */
    private SpaceId space() {
        return new SpaceId("s" + draw.below(5));
    }

    private <T> T known(int kind, String letter, Function<String, T> id) {
        boolean never = given[kind] == 0 || draw.chance(5);
        return id.apply(letter + (never ? "-never" : draw.below(given[kind])));
    }

    private <T> T fresh(int kind, String letter, Function<String, T> id) {
        return id.apply(letter + given[kind]++);
    }

    private @Nullable Instant until() {
        return draw.chance(70) ? null : NOW.plusSeconds(draw.below(5) - 1L);
    }

    private ActionId action() {
        List<Action> actions = catalogue.actions();
        return actions.isEmpty() ? new ActionId(999) : draw.of(actions).id();
    }

    /** Returns changes that set up a working tenant: APIs, spaces, a group and a role that open things, and callers. */
    List<Change> beginning() {
        List<Change> changes = new ArrayList<>();
        for (String api : List.of("one", "two", "three")) {
            if (draw.chance(75)) {
                changes.add(new TenantChange.ApiEnabled(new ApiId(api)));
            }
        }
        changes.add(space(SpaceKind.WORKSPACE));
        changes.add(space(SpaceKind.SALES_CHANNEL));
        for (int i = 0; i < 3; i++) {
            UserId user = fresh(0, "u", UserId::new);
            AppId app = fresh(1, "p", AppId::new);
            GroupId group = fresh(3, "g", GroupId::new);
            RoleId role = fresh(4, "r", RoleId::new);
            changes.addAll(List.of(
                    new UserChange.UserAdded(user, UserKind.SERVICE),
                    app(app),
                    new AppChange.OnBehalfOfSet(app, user),
                    credential(app),
                    new GroupChange.GroupAdded(group, "g"),
                    new GroupChange.WorkspaceOpened(group, space(), null),
                    new MembershipChange.MemberAdded(group, user, null),
                    new RoleChange.RoleAdded(role, "r"),
                    new UserChange.UserRoleAssigned(user, role, null),
                    new BindingChange.UserBound(user, space())));
            for (int k = 0; k < 12; k++) {
                changes.add(new RoleChange.PermissionSet(role, action(), Permission.ACCESS, null));
                changes.add(new BindingChange.EntityRoleGranted(user, draw.of(RandomCatalogue.ROLES), null));
            }
        }
        return changes;
    }

    private SpaceChange space(SpaceKind kind) {
        int counter = kind == SpaceKind.WORKSPACE ? 5 : 6;
        return given[counter] > 4
                ? new SpaceChange.SpaceRenamed(kind, space(), "s")
                : fresh(counter, "s", id -> new SpaceChange.SpaceAdded(kind, new SpaceId(id), "s"));
    }

    private AppChange app(AppId id) {
        return new AppChange.AppAdded(id, "p", "", Set.of(draw.of(List.of(GrantType.values()))), Set.of());
    }

    private CredentialChange credential(AppId owner) {
        return new CredentialChange.CredentialAdded(
                fresh(2, "c", CredentialId::new), owner, CredentialKind.SECRET, until());
    }

    Change change() {
        return switch (draw.below(8)) {
            case 0 -> tenantOrSpace();
            case 1 -> userChange();
            case 2 -> roleChange();
            case 3, 4 -> groupChange();
            case 5 -> bindingChange();
            case 6 -> appChange();
            default -> credentialChange();
        };
    }

    private Change tenantOrSpace() {
        ApiId api = new ApiId(draw.of(List.of("one", "two", "three", "never")));
        SpaceKind kind = draw.of(List.of(SpaceKind.values()));
        return switch (draw.below(12)) {
            case 0 -> new TenantChange.StatusSet(draw.chance(40) ? TenantStatus.SUSPENDED : TenantStatus.ACTIVE);
            case 1 -> new TenantChange.ApiDisabled(api);
            case 2, 3 -> new TenantChange.ApiEnabled(api);
            case 4 -> draw.chance(50) ? new TenantChange.Named("n") : new LogChange.NoteErased(1 + draw.below(9));
            case 5 -> new SpaceChange.SpaceRemoved(kind, space());
            default -> space(kind);
        };
    }

    private Change userChange() {
        return switch (draw.below(12)) {
            case 0, 1 -> new UserChange.UserAdded(fresh(0, "u", UserId::new), UserKind.PERSON);
            case 2 ->
                draw.chance(50) ? new UserChange.UserRemoved(user()) : new UserChange.SkillsSet(user(), List.of("x"));
            case 3 -> new UserChange.UserDisabled(user());
            case 4 -> new UserChange.UserEnabled(user());
            case 5 -> new UserChange.UserRoleUnassigned(user());
            case 6 ->
                draw.chance(50)
                        ? new UserChange.UserTokensRevoked(user())
                        : new UserChange.UserEnablingReserved(user());
            default -> new UserChange.UserRoleAssigned(user(), role(), until());
        };
    }

    private Change roleChange() {
        return switch (draw.below(20)) {
            case 0 -> new RoleChange.RoleAdded(fresh(4, "r", RoleId::new), "r");
            case 1 -> new RoleChange.RoleRenamed(role(), "r");
            case 2 -> new RoleChange.RoleRemoved(known(4, "r", RoleId::new));
            case 3, 4, 5 -> new RoleChange.PermissionSet(role(), action(), Permission.NONE, until());
            default -> new RoleChange.PermissionSet(role(), action(), Permission.ACCESS, until());
        };
    }

    private Change groupChange() {
        return switch (draw.below(12)) {
            case 0 -> new GroupChange.GroupAdded(fresh(3, "g", GroupId::new), "g");
            case 1 -> new GroupChange.GroupRenamed(group(), "g");
            case 2 -> new GroupChange.GroupRemoved(group());
            case 3 -> new GroupChange.AllOpened(group());
            case 4 -> new GroupChange.AllClosed(group());
            case 5 -> new GroupChange.WorkspaceClosed(group(), space());
            case 6, 7 -> new GroupChange.WorkspaceOpened(group(), space(), until());
            case 8 -> new MembershipChange.MemberRemoved(group(), user());
            default -> new MembershipChange.MemberAdded(group(), user(), until());
        };
    }

    private Change bindingChange() {
        return switch (draw.below(8)) {
            case 0 -> new BindingChange.UserUnbound(user());
            case 1, 2 -> new BindingChange.UserBound(user(), space());
            case 3 -> new BindingChange.EntityRoleRevoked(user(), draw.of(RandomCatalogue.ROLES));
            default -> new BindingChange.EntityRoleGranted(user(), draw.of(RandomCatalogue.ROLES), until());
        };
    }

    private Change appChange() {
        return switch (draw.below(15)) {
            case 0, 1 -> app(fresh(1, "p", AppId::new));
            case 2 -> new AppChange.AppDescribed(app(), "p", "");
            case 3 -> new AppChange.AppScopesSet(app(), Set.of(ManagementScope.ASK));
            case 4 -> new AppChange.AppRemoved(app());
            case 5 -> new AppChange.AppDisabled(app());
            case 6, 7 -> new AppChange.AppEnabled(app());
            case 8 -> new AppChange.AppConnectorsSet(app(), Map.of("c", Set.of("m")));
            case 10 -> new AppChange.AppEnablingReserved(app());
            case 9 -> new AppChange.AppAuthenticationMethodsSet(app(), Set.of(AuthenticationMethod.CLIENT_SECRET_POST));
            default -> new AppChange.OnBehalfOfSet(app(), user());
        };
    }

    private Change credentialChange() {
        return switch (draw.below(8)) {
            case 0 -> new CredentialChange.CredentialWithdrawn(credential());
            case 1 -> new CredentialChange.AppTokensRevoked(app());
            case 2 -> new CredentialChange.TokenRevoked("j" + draw.below(9), NOW.plusSeconds(60));
            default -> credential(app());
        };
    }
}
