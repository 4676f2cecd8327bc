package dev.mandate.gateway;

import dev.mandate.engine.Position;
import dev.mandate.engine.app.CredentialKind;
import dev.mandate.engine.app.GrantType;
import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.catalogue.ActionKey;
import dev.mandate.engine.catalogue.ActionStatus;
import dev.mandate.engine.catalogue.Api;
import dev.mandate.engine.catalogue.ApiKind;
import dev.mandate.engine.catalogue.Demand;
import dev.mandate.engine.change.AppChange;
import dev.mandate.engine.change.CatalogueChange;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.CredentialChange;
import dev.mandate.engine.change.Entry;
import dev.mandate.engine.change.Permission;
import dev.mandate.engine.change.RoleChange;
import dev.mandate.engine.change.TenantChange;
import dev.mandate.engine.change.UserChange;
import dev.mandate.engine.change.UserKind;
import dev.mandate.engine.id.ActionId;
import dev.mandate.engine.id.ApiId;
import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.CredentialId;
import dev.mandate.engine.id.RoleId;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.state.Snapshot;
import dev.mandate.gateway.decision.Following;
import dev.mandate.gateway.decision.State;
import dev.mandate.protocol.worker.Worker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** A small made-up world that never changes, for the warm-up alone. */
final class PractiseState implements State {
    /** Of the made-up tenant. */
    static final long REVISION = 1;

    private static final TenantId TENANT = new TenantId("warm");
    private static final ApiId API = new ApiId("warm");
    private static final AppId APP = new AppId("app");
    private static final UserId USER = new UserId("user");
    private static final RoleId ROLE = new RoleId("role");
    private static final ActionId ALLOWED = new ActionId(1);

    private final Snapshot platform;
    private final Snapshot tenant;

    PractiseState(String upstream, String tokenKey) {
        Api api = new Api(
                API,
                ApiKind.SWITCH,
                upstream,
                "/warm",
                List.of(),
                List.of(action(ALLOWED, "GET /warm/things/{id}"), action(new ActionId(2), "GET /warm/locked")));
        this.platform = folded(
                TenantId.PLATFORM,
                new CatalogueChange.KeyPublished("warm-up", CatalogueChange.KeyUse.TOKEN, tokenKey),
                new CatalogueChange.ApiImported(api));
        this.tenant = folded(
                TENANT,
                new TenantChange.ApiEnabled(API),
                new RoleChange.RoleAdded(ROLE, "role"),
                new RoleChange.PermissionSet(ROLE, ALLOWED, Permission.ACCESS, null),
                new UserChange.UserAdded(USER, UserKind.SERVICE),
                new UserChange.UserRoleAssigned(USER, ROLE, null),
                new AppChange.AppAdded(APP, "app", "", Set.of(GrantType.CLIENT_CREDENTIALS), Set.of()),
                new AppChange.OnBehalfOfSet(APP, USER),
                new CredentialChange.CredentialAdded(new CredentialId("secret"), APP, CredentialKind.SECRET, null));
    }

    private static Snapshot folded(TenantId stream, Change... changes) {
        return Snapshot.empty(stream).apply(new Entry(REVISION, Instant.EPOCH, 0, List.of(changes)));
    }

    private static Action action(ActionId id, String key) {
        return new Action(
                id,
                ActionKey.parse(key),
                ActionStatus.ACTIVE,
                Demand.NONE,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                0);
    }

    @Override
    public Snapshot platform() {
        return platform;
    }

    @Override
    public Optional<Snapshot> tenant(TenantId stream) {
        return stream.equals(TENANT) ? Optional.of(tenant) : Optional.empty();
    }

    @Override
    public void follow(TenantId stream) {}

    @Override
    public Duration age(TenantId stream) {
        return Duration.ZERO;
    }

    @Override
    public OptionalLong confirmedHead(TenantId stream, long arrivalNanos) {
        return OptionalLong.empty();
    }

    @Override
    public CompletableFuture<Void> reached(TenantId stream, Position position) {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public List<Worker> workers() {
        return List.of();
    }

    @Override
    public Following following() {
        return Following.QUIET;
    }

    @Override
    public void onFork(Runnable listener) {}

    @Override
    public void close() {}
}
