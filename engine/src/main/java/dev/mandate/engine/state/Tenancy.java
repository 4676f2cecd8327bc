package dev.mandate.engine.state;

import dev.mandate.engine.catalogue.SpaceKind;
import dev.mandate.engine.change.TenantStatus;
import dev.mandate.engine.id.ApiId;
import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.CredentialId;
import dev.mandate.engine.id.GroupId;
import dev.mandate.engine.id.RoleId;
import dev.mandate.engine.id.SpaceId;
import dev.mandate.engine.id.UserId;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * The rights of one tenant's users and apps, or of the platform's operators.
 *
 * @param notBefore tokens issued at a lower revision are revoked, for every user and app
 * @param revokedTokens by {@code jti}, the token's own expiry
 */
public record Tenancy(
        TenantStatus status,
        long notBefore,
        Set<ApiId> apis,
        Trie<SpaceId, SpaceKind> workspaces,
        Trie<SpaceId, SpaceKind> channels,
        Users users,
        Trie<RoleId, Role> roles,
        Trie<GroupId, Group> groups,
        Trie<AppId, App> apps,
        Trie<CredentialId, Credential> credentials,
        Trie<String, Instant> revokedTokens) {
    public Tenancy {
        apis = Set.copyOf(apis);
    }

    /** Returns a tenancy that holds only the two built-in roles. */
    static Tenancy empty() {
        return new Tenancy(
                TenantStatus.ACTIVE,
                0,
                Set.of(),
                Trie.empty(),
                Trie.empty(),
                Users.EMPTY,
                Trie.copyOf(Map.of(RoleId.OWNER, Role.NONE, RoleId.ADMINISTRATOR, Role.NONE)),
                Trie.empty(),
                Trie.empty(),
                Trie.empty(),
                Trie.empty());
    }

    /** Returns the user with its rights; {@link Subject#NOBODY} if the tenant has no such user. */
    public Subject subject(UserId user) {
        int row = users.row(user);
        return row < 0 ? Subject.NOBODY : Subject.of(this, row);
    }

    /** Returns the spaces of one kind. */
    public Trie<SpaceId, SpaceKind> spaces(SpaceKind kind) {
        return switch (kind) {
            case WORKSPACE -> workspaces;
            case SALES_CHANNEL -> channels;
        };
    }
}
