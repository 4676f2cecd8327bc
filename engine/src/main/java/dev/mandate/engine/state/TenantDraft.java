package dev.mandate.engine.state;

import dev.mandate.engine.catalogue.SpaceKind;
import dev.mandate.engine.change.Entry;
import dev.mandate.engine.change.GroupChange;
import dev.mandate.engine.change.Permission;
import dev.mandate.engine.change.RoleChange;
import dev.mandate.engine.change.SpaceChange;
import dev.mandate.engine.change.TenantChange;
import dev.mandate.engine.change.TenantStatus;
import dev.mandate.engine.id.ApiId;
import dev.mandate.engine.id.GroupId;
import dev.mandate.engine.id.RoleId;
import dev.mandate.engine.id.SpaceId;
import dev.mandate.engine.right.Group;
import dev.mandate.engine.right.Role;
import dev.mandate.engine.right.Term;
import dev.mandate.engine.trie.Trie;
import dev.mandate.engine.user.Users;
import java.util.HashSet;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The part of a {@link Draft} that folds the tenant's status, APIs, spaces, roles and groups. */
final class TenantDraft {
    private TenantStatus status;
    private long notBefore;
    private final Set<ApiId> apis;
    private Trie<SpaceId, SpaceKind> workspaces;
    private Trie<SpaceId, SpaceKind> channels;
    private Trie<RoleId, Role> roles;
    private Trie<GroupId, Group> groups;
    private final Entry entry;

    TenantDraft(Tenancy before, Entry entry) {
        this.status = before.status();
        this.notBefore = before.notBefore();
        this.apis = new HashSet<>(before.apis());
        this.workspaces = before.workspaces();
        this.channels = before.channels();
        this.roles = before.roles();
        this.groups = before.groups();
        this.entry = entry;
    }

    void take(TenantChange change) {
        switch (change) {
            case TenantChange.StatusSet c -> set(c.status());
            case TenantChange.ApiEnabled c -> apis.add(c.api());
            case TenantChange.ApiDisabled c -> apis.remove(c.api());
            case TenantChange.Named c -> {
                // decisions do not read names
            }
        }
    }

    private void set(TenantStatus next) {
        if (next == TenantStatus.SUSPENDED) {
            notBefore = entry.revision();
        }
        status = next;
    }

    void take(SpaceChange change) {
        switch (change) {
            case SpaceChange.SpaceAdded c -> spaces(c.kind(), s -> s.with(c.space(), c.kind()));
            case SpaceChange.SpaceRemoved c -> spaces(c.kind(), s -> s.without(c.space()));
            case SpaceChange.SpaceRenamed c -> {
                // decisions do not read names
            }
        }
    }

    private void spaces(SpaceKind kind, UnaryOperator<Trie<SpaceId, SpaceKind>> edit) {
        switch (kind) {
            case WORKSPACE -> workspaces = edit.apply(workspaces);
            case SALES_CHANNEL -> channels = edit.apply(channels);
        }
    }

    void take(RoleChange change) {
        switch (change) {
            case RoleChange.RoleAdded c -> roles = roles.with(c.role(), Role.NONE);
            case RoleChange.RoleRemoved c -> roles = roles.without(c.role());
            case RoleChange.PermissionSet c -> roles = roles.updated(c.role(), r -> permitted(r, c));
            case RoleChange.RoleRenamed c -> {
                // decisions do not read names
            }
        }
    }

    private Role permitted(Role role, RoleChange.PermissionSet change) {
        if (change.permission() == Permission.NONE) {
            return role.without(change.action());
        }
        Role.Access access = new Role.Access(Term.of(change.until()), entry.platformRevision());
        return role.with(change.action(), access);
    }

    void take(GroupChange change) {
        switch (change) {
            case GroupChange.GroupAdded c -> groups = groups.with(c.group(), Group.CLOSED);
            case GroupChange.GroupRemoved c -> groups = groups.without(c.group());
            case GroupChange.AllOpened c -> update(c.group(), g -> new Group(true, g.workspaces()));
            case GroupChange.AllClosed c -> update(c.group(), g -> new Group(false, g.workspaces()));
            case GroupChange.WorkspaceOpened c ->
                update(c.group(), g -> new Group(g.all(), g.workspaces().with(c.workspace(), Term.of(c.until()))));
            case GroupChange.WorkspaceClosed c ->
                update(c.group(), g -> new Group(g.all(), g.workspaces().without(c.workspace())));
            case GroupChange.GroupRenamed c -> {
                // decisions do not read names
            }
        }
    }

    private void update(GroupId group, UnaryOperator<Group> update) {
        groups = groups.updated(group, update);
    }

    Tenancy finished(Users users, AppDraft apps) {
        return new Tenancy(
                status,
                notBefore,
                apis,
                workspaces,
                channels,
                users,
                roles,
                groups,
                apps.apps(),
                apps.credentials(),
                apps.revokedTokens());
    }
}
