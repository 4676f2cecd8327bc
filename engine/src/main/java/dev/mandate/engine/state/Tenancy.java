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
import dev.mandate.engine.overlap.StepBudget;
import dev.mandate.engine.right.Group;
import dev.mandate.engine.right.Role;
import dev.mandate.engine.trie.Trie;
import dev.mandate.engine.user.Subject;
import dev.mandate.engine.user.Touched;
import dev.mandate.engine.user.UserQuery;
import dev.mandate.engine.user.Users;
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
        return users.subject(user, roles, channels);
    }

    /** Returns a query for the tenant's users. */
    public UserQuery query() {
        return new UserQuery(users, roles, channels, apis);
    }

    /**
     * Visits each user whose facts may differ in the other state of the same tenant, once, until the visitor or the budget
     * ends it.
     *
     * @param everyone whether something changed that concerns every user, such as the actions
     */
    public void forEachTouched(Tenancy after, boolean everyone, StepBudget budget, Touched.Visitor visitor) {
        Touched.forEach(facts(), after.facts(), everyone, budget, visitor);
    }

    private Touched.Facts facts() {
        return new Touched.Facts(users, roles, groups, workspaces, channels);
    }

    /** Returns the spaces of one kind. */
    public Trie<SpaceId, SpaceKind> spaces(SpaceKind kind) {
        return switch (kind) {
            case WORKSPACE -> workspaces;
            case SALES_CHANNEL -> channels;
        };
    }
}
