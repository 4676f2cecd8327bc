package dev.mandate.bench.scale;

import dev.mandate.bench.process.PartnerApi;
import dev.mandate.control.app.NewSecret;
import dev.mandate.control.app.Registration;
import dev.mandate.control.catalogue.imports.BuiltInApi;
import dev.mandate.control.log.command.ChangeProposal;
import dev.mandate.control.log.command.CommandOutcome;
import dev.mandate.control.log.command.CommandState;
import dev.mandate.control.log.command.Note;
import dev.mandate.control.log.follow.LogSettings;
import dev.mandate.control.log.follow.Streams;
import dev.mandate.control.log.write.Log;
import dev.mandate.control.postgres.ControlDatabase;
import dev.mandate.engine.app.GrantType;
import dev.mandate.engine.app.ManagementScope;
import dev.mandate.engine.catalogue.Api;
import dev.mandate.engine.catalogue.SpaceKind;
import dev.mandate.engine.change.AppChange;
import dev.mandate.engine.change.CatalogueChange;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.Entry;
import dev.mandate.engine.change.GroupChange;
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
import dev.mandate.engine.id.GroupId;
import dev.mandate.engine.id.RoleId;
import dev.mandate.engine.id.SpaceId;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.id.UserId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Gatherers;
import java.util.stream.Stream;

/**
 * Writes tenants as the control plane does: through its log, with its rules for what stands beside an app, a thousand
 * changes an entry. Only the calls that would ask for each of them one by one are left out.
 */
final class Filling implements AutoCloseable {
    /** The workspace that the vendor of each tenant reaches. */
    static final String SPACE = "first";

    private static final long SEED = 20_261_127;
    private static final Note NOTE = new Note("bench", "bench", null, null);
    private static final ApiId API = new ApiId(PartnerApi.ID);
    private static final RoleId ROLE = new RoleId("caller");
    private static final GroupId VENDORS = new GroupId("vendors");
    private static final UserId VENDOR = new UserId("vendor");
    private static final UserId OWNER = new UserId("owner");

    private final Streams streams;
    private final Log log;
    private final ActionId action;
    private final Random random = new Random(SEED);

    Filling(ControlDatabase database) {
        this.streams = Streams.open(database, LogSettings.DEFAULTS);
        this.log = new Log(database, streams, LogSettings.DEFAULTS, InstantSource.system());
        Api api = streams.view(TenantId.PLATFORM).platform().catalogue().apis().get(API);
        this.action = Objects.requireNonNull(api).actions().getFirst().id();
    }

    /** The apps of a tenant that was written. */
    record Made(TenantId tenant, Keys admin, Keys vendor) {}

    /** What an app proves itself with. */
    record Keys(String client, String secret) {
        static Keys of(Registration app) {
            return new Keys(app.added().app().value(), app.secret().secret().reveal());
        }

        /** Without the secret. */
        @Override
        public String toString() {
            return client;
        }
    }

    /** Names the tenants to the platform. */
    void list(List<TenantId> tenants) {
        tenants.stream()
                .<Change>map(CatalogueChange.TenantListed::new)
                .gather(Gatherers.windowFixed(Entry.MOST_CHANGES))
                .forEach(entry -> append(TenantId.PLATFORM, entry));
    }

    /** Writes a listed tenant with an owner, a vendor, and so many users more. */
    Made tenant(TenantId tenant, int users) {
        Iterator<List<Change>> entries = Stream.concat(ground().stream(), new Crowd(users, ROLE, random).changes())
                .gather(Gatherers.windowFixed(Entry.MOST_CHANGES - 2 * 3))
                .iterator();
        List<Change> first = entries.next();
        CommandOutcome<Made> begun = log.append(tenant, NOTE, Optional.empty(), state -> begun(state, tenant, first));
        entries.forEachRemaining(entry -> append(tenant, entry));
        return switch (begun) {
            case CommandOutcome.Done<Made> done -> done.committed().result();
            case CommandOutcome.Replayed<Made> replayed -> throw new AssertionError("this is a bug: there was no key");
        };
    }

    private void append(TenantId stream, List<Change> changes) {
        log.append(stream, NOTE, Optional.empty(), state -> ChangeProposal.of(changes));
    }

    private List<Change> ground() {
        return List.of(
                new TenantChange.Named("Of a size"),
                new TenantChange.StatusSet(TenantStatus.ACTIVE),
                new TenantChange.ApiEnabled(BuiltInApi.ID),
                new TenantChange.ApiEnabled(API),
                new SpaceChange.SpaceAdded(SpaceKind.WORKSPACE, new SpaceId(SPACE), "First"),
                new RoleChange.RoleAdded(ROLE, "Caller"),
                new RoleChange.PermissionSet(ROLE, action, Permission.ACCESS, null),
                new GroupChange.GroupAdded(VENDORS, "Vendors"),
                new GroupChange.WorkspaceOpened(VENDORS, new SpaceId(SPACE), null),
                new UserChange.UserAdded(OWNER, UserKind.SERVICE),
                new UserChange.UserRoleAssigned(OWNER, RoleId.OWNER, null),
                new UserChange.UserAdded(VENDOR, UserKind.SERVICE),
                new UserChange.UserRoleAssigned(VENDOR, ROLE, null),
                new MembershipChange.MemberAdded(VENDORS, VENDOR, null));
    }

    private ChangeProposal<Made> begun(CommandState state, TenantId tenant, List<Change> first) {
        AppId admin = new AppId(tenant + "-admin");
        AppId vendor = new AppId(tenant + "-vendor");
        Registration admins = registration(admin, OWNER, Set.of(ManagementScope.ADMIN));
        Registration vendors = registration(vendor, VENDOR, Set.of());
        List<Change> changes = new ArrayList<>(first);
        changes.addAll(admins.changes());
        changes.addAll(vendors.changes());
        return new ChangeProposal<>(
                changes,
                new Made(tenant, Keys.of(admins), Keys.of(vendors)),
                Stream.concat(admins.besides(state).stream(), vendors.besides(state).stream())
                        .toList());
    }

    private static Registration registration(AppId app, UserId user, Set<ManagementScope> scopes) {
        return new Registration(
                new AppChange.AppAdded(app, app.value(), "", Set.of(GrantType.CLIENT_CREDENTIALS), scopes),
                user,
                NewSecret.generate());
    }

    @Override
    public void close() {
        streams.close();
    }
}
