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
 * Who may do what in one tenant, or among the platform's operators.
 *
 * @param notBefore tokens of a lower revision are dead, whoever they were issued to
 * @param revokedTokens by {@code jti}, with the moment at which each would have ended by itself
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

    /** Nobody but the two built-in roles. */
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

    /** The user with what it holds; {@link Subject#NOBODY} if there is no such user. */
    public Subject subject(UserId user) {
        int row = users.row(user);
        return row < 0 ? Subject.NOBODY : Subject.of(this, row);
    }

    /** The spaces of one kind. */
    public Trie<SpaceId, SpaceKind> spaces(SpaceKind kind) {
        return switch (kind) {
            case WORKSPACE -> workspaces;
            case SALES_CHANNEL -> channels;
        };
    }
}
