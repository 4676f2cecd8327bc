package dev.mandate.engine.search;

import dev.mandate.engine.Engine;
import dev.mandate.engine.Ruling;
import dev.mandate.engine.View;
import dev.mandate.engine.catalogue.ApiKind;
import dev.mandate.engine.catalogue.EntityRole;
import dev.mandate.engine.catalogue.Requirement;
import dev.mandate.engine.change.BindingChange;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.GroupChange;
import dev.mandate.engine.change.MembershipChange;
import dev.mandate.engine.change.Permission;
import dev.mandate.engine.change.RoleChange;
import dev.mandate.engine.change.TenantChange;
import dev.mandate.engine.change.UserChange;
import dev.mandate.engine.id.GroupId;
import dev.mandate.engine.id.SpaceId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.right.Group;
import dev.mandate.engine.right.Role;
import dev.mandate.engine.right.Term;
import dev.mandate.engine.state.Tenancy;
import dev.mandate.engine.template.Endpoint;
import dev.mandate.engine.user.Subject;
import dev.mandate.engine.user.User;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The facts on which a user holds an action in a space, or those of them that exist. Each fact is the change that the
 * log holds, so that a reader can find its entry. Computed from the snapshots each time.
 */
public final class Grounds {
    private final View view;
    private final Instant now;
    private final List<Change> facts = new ArrayList<>();

    private Grounds(View view, Instant now) {
        this.view = view;
        this.now = now;
    }

    /**
     * Returns the facts, ordered from the API to the space.
     *
     * @param endpoint an action of an API that the tenant has enabled
     * @param space null if the question names none
     */
    public static List<Change> of(View view, UserId user, Endpoint endpoint, @Nullable SpaceId space, Instant now) {
        Grounds grounds = new Grounds(view, now);
        grounds.facts.add(new TenantChange.ApiEnabled(endpoint.api().id()));
        Subject subject = view.tenant().tenancy().subject(user);
        if (subject.active()) {
            grounds.right(user, subject, endpoint);
            grounds.place(user, subject, endpoint, space);
        }
        return List.copyOf(grounds.facts);
    }

    private void right(UserId user, Subject subject, Endpoint endpoint) {
        boolean byRole = endpoint.api().kind() == ApiKind.SWITCH
                || endpoint.action().demand().administrators();
        if (byRole) {
            role(user, subject, endpoint);
        } else if (!endpoint.action().demand().self()) {
            bound(user, subject);
            endpoint.requirement().pairs().forEach(pair -> granted(user, subject, pair));
        }
    }

    private void role(UserId user, Subject subject, Endpoint endpoint) {
        User.Assigned assigned = subject.assigned();
        Role role = subject.role();
        if (assigned == null || role == null || !assigned.term().holds(now)) {
            return;
        }
        facts.add(new UserChange.UserRoleAssigned(
                user, assigned.role(), assigned.term().until()));
        Role.Access access = role.accesses().find(endpoint.action().id());
        boolean switched =
                role.opens(endpoint.action().id(), endpoint.requirement().switchesCountFrom(), now);
        if (endpoint.api().kind() == ApiKind.SWITCH && switched && access != null) {
            facts.add(new RoleChange.PermissionSet(
                    assigned.role(),
                    endpoint.action().id(),
                    Permission.ACCESS,
                    access.term().until()));
        }
    }

    private void bound(UserId user, Subject subject) {
        SpaceId channel = subject.channel();
        Change bound = channel == null ? null : new BindingChange.UserBound(user, channel);
        if (bound != null && !facts.contains(bound)) {
            facts.add(bound);
        }
    }

    /** Adds the smallest held role that grants the pair. */
    private void granted(UserId user, Subject subject, Requirement.Pair pair) {
        for (Requirement.Offer offer : pair.offers()) {
            EntityRole role = offer.offer().role();
            Term term = subject.grants().find(role);
            boolean counts = offer.counts(view.tenant().tenancy().apis());
            if (term != null && term.holds(now) && counts) {
                Change granted = new BindingChange.EntityRoleGranted(user, role, term.until());
                if (!facts.contains(granted)) {
                    facts.add(granted);
                }
                return;
            }
        }
    }

    private void place(UserId user, Subject subject, Endpoint endpoint, @Nullable SpaceId space) {
        if (space != null && Engine.rule(view, subject, endpoint, space, now) != Ruling.Hidden.HIDDEN) {
            switch (endpoint.spaceKind()) {
                case WORKSPACE -> opened(user, subject, space);
                case SALES_CHANNEL -> bound(user, subject);
            }
        }
    }

    /** Adds the membership and the opening of the first group, by id, that opens the workspace. */
    private void opened(UserId user, Subject subject, SpaceId workspace) {
        subject.groups().holding(now).stream()
                .sorted(Comparator.comparing(GroupId::value))
                .flatMap(group -> opening(group, workspace).stream()
                        .map(opening -> List.of(member(user, subject, group), opening)))
                .findFirst()
                .ifPresent(facts::addAll);
    }

    private static Change member(UserId user, Subject subject, GroupId group) {
        Term term = subject.groups().find(group);
        return new MembershipChange.MemberAdded(group, user, term == null ? null : term.until());
    }

    private Optional<Change> opening(GroupId id, SpaceId workspace) {
        Tenancy tenancy = view.tenant().tenancy();
        Group group = tenancy.groups().find(id);
        if (group == null) {
            return Optional.empty();
        }
        if (group.all()) {
            return Optional.of(new GroupChange.AllOpened(id));
        }
        Term term = group.workspaces().find(workspace);
        return term != null && term.holds(now)
                ? Optional.of(new GroupChange.WorkspaceOpened(id, workspace, term.until()))
                : Optional.empty();
    }
}
