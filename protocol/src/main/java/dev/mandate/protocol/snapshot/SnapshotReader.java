package dev.mandate.protocol.snapshot;

import dev.mandate.engine.app.CredentialKind;
import dev.mandate.engine.app.GrantType;
import dev.mandate.engine.app.ManagementScope;
import dev.mandate.engine.catalogue.Api;
import dev.mandate.engine.catalogue.EntityRole;
import dev.mandate.engine.catalogue.SpaceKind;
import dev.mandate.engine.change.CatalogueChange.KeyUse;
import dev.mandate.engine.change.TenantStatus;
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
import dev.mandate.engine.right.Group;
import dev.mandate.engine.right.Role;
import dev.mandate.engine.right.Terms;
import dev.mandate.engine.state.App;
import dev.mandate.engine.state.Catalogue;
import dev.mandate.engine.state.Credential;
import dev.mandate.engine.state.Snapshot;
import dev.mandate.engine.state.Tenancy;
import dev.mandate.engine.trie.Trie;
import dev.mandate.engine.user.Grants;
import dev.mandate.engine.user.RoleBits;
import dev.mandate.engine.user.User;
import dev.mandate.engine.user.Users;
import dev.mandate.engine.user.UsersBuilder;
import dev.mandate.protocol.document.JsonForm;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the body of a snapshot, in the order in which {@link SnapshotWriter} writes. */
final class SnapshotReader {
    private static final JsonForm<Api> API = JsonForm.of(Api.class);

    private final SnapshotInput in;
    private final Repeats.Reader<Optional<User.Assigned>> roles;
    private final Repeats.Reader<Terms<GroupId>> groups;
    private final Repeats.Reader<Optional<SpaceId>> channels;
    private final Repeats.Reader<Terms<EntityRole>> otherGrants;

    SnapshotReader(DataInputStream in) {
        this.in = new SnapshotInput(in);
        this.roles = new Repeats.Reader<>(this.in, () -> this.in.optional(this::assigned));
        this.groups = new Repeats.Reader<>(this.in, () -> Terms.of(this.in.map(this::group, this.in::term)));
        this.channels = new Repeats.Reader<>(this.in, () -> this.in.optional(this::space));
        this.otherGrants = new Repeats.Reader<>(this.in, () -> Terms.of(this.in.map(this::entityRole, this.in::term)));
    }

    Snapshot read() throws IOException {
        TenantId stream = new TenantId(in.text());
        return new Snapshot(stream, in.number(), catalogue(), tenancy());
    }

    private Catalogue catalogue() throws IOException {
        Trie<TenantId, Boolean> tenants = in.trie(() -> new TenantId(in.text()), () -> true);
        Map<ApiId, Api> apis = apis();
        Map<ActionId, Long> revivals = in.map(() -> new ActionId(in.count()), in::number);
        Map<ActionId, Integer> precedences = in.map(() -> new ActionId(in.count()), () -> Integer.valueOf(in.text()));
        Map<String, Catalogue.PublishedKey> keys = in.map(in::text, this::key);
        int format = in.count();
        boolean nothing =
                tenants.size() == 0 && apis.isEmpty() && revivals.isEmpty() && precedences.isEmpty() && keys.isEmpty();
        // all tenants share the empty catalogue
        return nothing && format == Catalogue.FIRST_FORMAT
                ? Snapshot.empty(TenantId.PLATFORM).catalogue()
                : new Catalogue(tenants, apis, revivals, precedences, keys).withFormat(format);
    }

    private Map<ApiId, Api> apis() throws IOException {
        Map<ApiId, Api> apis = new HashMap<>();
        for (int left = in.count(); left > 0; left--) {
            Api api = API.read(in.bytes());
            apis.put(api.id(), api);
        }
        return apis;
    }

    private Catalogue.PublishedKey key() throws IOException {
        return new Catalogue.PublishedKey(in.constant(KeyUse.class), in.text());
    }

    private Tenancy tenancy() throws IOException {
        return new Tenancy(
                in.constant(TenantStatus.class),
                in.number(),
                in.set(ApiId::new),
                in.trie(this::space, () -> SpaceKind.WORKSPACE),
                in.trie(this::space, () -> SpaceKind.SALES_CHANNEL),
                users(),
                in.trie(() -> new RoleId(in.text()), this::role),
                in.trie(this::group, this::opened),
                in.trie(() -> new AppId(in.text()), this::app),
                in.trie(() -> new CredentialId(in.text()), this::credential),
                in.trie(in::text, in::time));
    }

    private SpaceId space() throws IOException {
        return new SpaceId(in.text());
    }

    private GroupId group() throws IOException {
        return new GroupId(in.text());
    }

    private Users users() throws IOException {
        RoleBits numbering = numbering();
        UsersBuilder users = new UsersBuilder(numbering);
        for (int left = in.count(); left > 0; left--) {
            users.add(new UserId(in.ascii()), user(numbering));
        }
        return users.build();
    }

    private RoleBits numbering() throws IOException {
        List<EntityRole> roles = new ArrayList<>();
        for (int left = in.count(); left > 0; left--) {
            roles.add(entityRole());
        }
        return RoleBits.of(roles);
    }

    private EntityRole entityRole() throws IOException {
        return new EntityRole(in.text());
    }

    private User user(RoleBits numbering) throws IOException {
        UserKind kind = in.constant(UserKind.class);
        boolean active = in.flag();
        long notBefore = in.number();
        Optional<User.Assigned> role = roles.read();
        Terms<GroupId> memberships = groups.read();
        Optional<SpaceId> channel = channels.read();
        Grants granted = Grants.of(numbering, in.number(), otherGrants.read());
        return new User(kind, active, notBefore, role, memberships, channel.map(c -> new User.Binding(c, granted)));
    }

    private User.Assigned assigned() throws IOException {
        return new User.Assigned(new RoleId(in.text()), in.term());
    }

    private Role role() throws IOException {
        return Role.of(in.trie(() -> new ActionId(in.count()), () -> new Role.Access(in.term(), in.number())));
    }

    private Group opened() throws IOException {
        return new Group(in.flag(), in.trie(this::space, in::term));
    }

    private App app() throws IOException {
        return new App(
                in.flag(),
                in.number(),
                in.set(GrantType::valueOf),
                in.set(ManagementScope::valueOf),
                in.optional(() -> new UserId(in.text())));
    }

    private Credential credential() throws IOException {
        return new Credential(new AppId(in.text()), in.constant(CredentialKind.class), in.term());
    }
}
