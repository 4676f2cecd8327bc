package dev.mandate.protocol.snapshot;

import dev.mandate.engine.catalogue.Api;
import dev.mandate.engine.catalogue.EntityRole;
import dev.mandate.engine.id.GroupId;
import dev.mandate.engine.id.SpaceId;
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
import dev.mandate.engine.user.User;
import dev.mandate.engine.user.Users;
import dev.mandate.protocol.document.JsonForm;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Writes the body of a snapshot; {@link SnapshotReader} reads in the same order. */
final class SnapshotWriter {
    private static final JsonForm<Api> API = JsonForm.of(Api.class);

    private final SnapshotOutput out;
    private final Repeats.Writer<Optional<User.Assigned>> roles;
    private final Repeats.Writer<Terms<GroupId>> groups;
    private final Repeats.Writer<Optional<SpaceId>> channels;
    private final Repeats.Writer<Terms<EntityRole>> otherGrants;

    SnapshotWriter(DataOutputStream out) {
        this.out = new SnapshotOutput(out);
        this.roles = new Repeats.Writer<>(this.out, role -> this.out.optional(role, this::assigned));
        this.groups = new Repeats.Writer<>(this.out, this::terms);
        this.channels = new Repeats.Writer<>(this.out, channel -> this.out.optional(channel, this.out::text));
        this.otherGrants = new Repeats.Writer<>(this.out, this::terms);
    }

    void write(Snapshot snapshot) throws IOException {
        out.text(snapshot.stream());
        out.number(snapshot.revision());
        catalogue(snapshot.catalogue());
        tenancy(snapshot.tenancy());
    }

    private void catalogue(Catalogue catalogue) throws IOException {
        trie(catalogue.tenants(), (tenant, listed) -> out.text(tenant));
        out.map(catalogue.apis(), (id, api) -> out.bytes(API.write(api)));
        out.map(catalogue.revivals(), (action, revision) -> {
            out.number(action.value());
            out.number(revision);
        });
        out.map(catalogue.precedences(), (action, precedence) -> {
            out.number(action.value());
            out.text(precedence);
        });
        out.map(catalogue.keys(), (kid, key) -> {
            out.text(kid);
            out.constant(key.use());
            out.text(key.jwk());
        });
        out.number(catalogue.format());
    }

    private void tenancy(Tenancy tenancy) throws IOException {
        out.constant(tenancy.status());
        out.number(tenancy.notBefore());
        out.set(tenancy.apis());
        trie(tenancy.workspaces(), (space, kind) -> out.text(space));
        trie(tenancy.channels(), (space, kind) -> out.text(space));
        users(tenancy.users());
        trie(tenancy.roles(), this::role);
        trie(tenancy.groups(), this::group);
        trie(tenancy.apps(), this::app);
        trie(tenancy.credentials(), this::credential);
        trie(tenancy.revokedTokens(), (jti, expiry) -> {
            out.text(jti);
            out.time(expiry);
        });
    }

    /** Writes users in the order in which they were added. */
    private void users(Users users) throws IOException {
        out.number(users.numbering().roles().size());
        for (EntityRole role : users.numbering().roles()) {
            out.text(role);
        }
        out.number(users.size());
        try {
            users.forEach((id, user) -> {
                try {
                    user(id, user);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void user(UserId id, User user) throws IOException {
        out.ascii(id.value());
        out.constant(user.kind());
        out.flag(user.active());
        out.number(user.notBefore());
        roles.write(user.role());
        groups.write(user.groups());
        channels.write(user.binding().map(User.Binding::channel));
        Optional<Grants> grants = user.binding().map(User.Binding::roles);
        out.number(grants.map(Grants::bits).orElse(0L));
        otherGrants.write(grants.map(Grants::others).orElse(Terms.empty()));
    }

    private void assigned(User.Assigned assigned) throws IOException {
        out.text(assigned.role());
        out.term(assigned.term());
    }

    private void terms(Terms<?> terms) throws IOException {
        out.map(terms.toMap(), (key, term) -> {
            out.text(key);
            out.term(term);
        });
    }

    private void role(Object id, Role role) throws IOException {
        out.text(id);
        trie(role.accesses(), (action, access) -> {
            out.number(action.value());
            out.term(access.term());
            out.number(access.platformRevision());
        });
    }

    private void group(Object id, Group group) throws IOException {
        out.text(id);
        out.flag(group.all());
        trie(group.workspaces(), (space, term) -> {
            out.text(space);
            out.term(term);
        });
    }

    private void app(Object id, App app) throws IOException {
        out.text(id);
        out.flag(app.active());
        out.number(app.notBefore());
        out.set(app.grantTypes());
        out.set(app.scopes());
        out.optional(app.onBehalfOf(), out::text);
    }

    private void credential(Object id, Credential credential) throws IOException {
        out.text(id);
        out.text(credential.owner());
        out.constant(credential.kind());
        out.term(credential.term());
    }

    private <K, V> void trie(Trie<K, V> trie, SnapshotOutput.Pair<K, V> pair) throws IOException {
        Map<K, V> map = new HashMap<>();
        trie.forEach(map::put);
        out.map(map, pair);
    }
}
