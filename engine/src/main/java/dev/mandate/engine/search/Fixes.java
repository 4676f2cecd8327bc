package dev.mandate.engine.search;

import dev.mandate.engine.Engine;
import dev.mandate.engine.Ruling;
import dev.mandate.engine.View;
import dev.mandate.engine.catalogue.ActionStatus;
import dev.mandate.engine.catalogue.Demand;
import dev.mandate.engine.catalogue.EntityRole;
import dev.mandate.engine.catalogue.Requirement;
import dev.mandate.engine.catalogue.SpaceKind;
import dev.mandate.engine.change.BindingChange;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.GroupChange;
import dev.mandate.engine.change.MembershipChange;
import dev.mandate.engine.change.Permission;
import dev.mandate.engine.change.RoleChange;
import dev.mandate.engine.change.UserChange;
import dev.mandate.engine.id.GroupId;
import dev.mandate.engine.id.RoleId;
import dev.mandate.engine.id.SpaceId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.overlap.StepBudget;
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
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds the smallest fixes of a denial.
 *
 * <p>A fix may set an action on the user's role, assign another custom role, grant entity roles on the binding, add a
 * space to a group or the user to a group, and bind an unbound user. Right and space are fixed separately, because only
 * a binding helps both. Each fix is tried on the snapshot before it is proposed.
 */
final class Fixes {
    /** The maximum number of changes in a fix. */
    private static final int LONGEST = 3;

    /** The maximum number of fixes that are ranked. Of more fixes with the same size, the first by text are kept. */
    private static final int MOST_RANKED = 50;

    private static final int MOST_PROPOSED = 10;

    private static final Comparator<Fix> LEAST_FIRST =
            Fix.LEAST_FIRST.thenComparing(fix -> fix.changes().toString());

    private final View view;
    private final UserId user;
    private final Endpoint endpoint;
    private final @Nullable SpaceId space;
    private final Instant now;
    private final StepBudget budget;
    private final Tenancy tenancy;
    private final Subject subject;

    Fixes(View view, UserId user, Endpoint endpoint, @Nullable SpaceId space, Instant now, StepBudget budget) {
        this.view = view;
        this.user = user;
        this.endpoint = endpoint;
        this.space = space;
        this.now = now;
        this.budget = budget;
        this.tenancy = view.tenant().tenancy();
        this.subject = tenancy.subject(user);
    }

    List<Fix> smallest() {
        if (!subject.active() || endpoint.action().status() != ActionStatus.ACTIVE) {
            return List.of();
        }
        // INVARIANT: limited after each step, so that there are never more than the square of the ranked ways
        Steps steps = few(few(few(binding()).then(few(right()))).then(few(place())));
        Ranking ranking = new Ranking(view, now, budget);
        return steps.ways().stream()
                .map(changes -> ranked(ranking, changes))
                .sorted(LEAST_FIRST)
                .limit(MOST_PROPOSED)
                .toList();
    }

    private Steps few(Steps steps) {
        budget.take(steps.ways().size());
        return steps.shortest().limited(MOST_RANKED, LONGEST);
    }

    private Fix ranked(Ranking ranking, List<Change> changes) {
        View repaired = Ranking.after(view, changes, now);
        // INVARIANT: every proposed fix allows the action
        if (Engine.rule(repaired, repaired.tenant().tenancy().subject(user), endpoint, space, now)
                != Ruling.Held.HELD) {
            throw new IllegalStateException("this is a bug: " + changes + " does not allow "
                    + endpoint.action().key());
        }
        return ranking.ranked(changes, repaired);
    }

    private boolean channelled() {
        return space != null && endpoint.spaceKind() == SpaceKind.SALES_CHANNEL;
    }

    private boolean needsPairs() {
        Demand demand = endpoint.action().demand();
        return switch (endpoint.api().kind()) {
            case SWITCH -> false;
            case ENTITY -> !demand.administrators() && !demand.self();
        };
    }

    /**
     * Returns the ways to bind an unbound user. A bound user is never bound elsewhere, because that would take rights
     * away.
     */
    private Steps binding() {
        if (!channelled() && !needsPairs()) {
            return Steps.DONE;
        }
        if (subject.channel() != null) {
            boolean here = !channelled() || subject.channel().equals(space);
            return here ? Steps.DONE : Steps.NONE;
        }
        List<Change> bindings = new ArrayList<>();
        tenancy.channels().forEach((channel, kind) -> {
            if (!channelled() || channel.equals(space)) {
                bindings.add(new BindingChange.UserBound(user, channel));
            }
        });
        return Steps.anyOf(bindings);
    }

    private Steps right() {
        if (Engine.rule(view, subject, endpoint, null, now) == Ruling.Held.HELD) {
            return Steps.DONE;
        }
        return switch (endpoint.api().kind()) {
            case SWITCH -> switched();
            case ENTITY -> needsPairs() && !endpoint.requirement().pairs().isEmpty() ? granted() : Steps.NONE;
        };
    }

    /**
     * Returns the ways to get the switch: another role that has it, or the switch on the user's own role; if neither
     * exists, another role plus its switch.
     */
    private Steps switched() {
        List<Change> single = new ArrayList<>();
        List<List<Change>> doubled = new ArrayList<>();
        RoleId own = ownRole();
        if (own != null) {
            single.add(access(own));
        }
        for (RoleId role : rolesByHand()) {
            Change assigned = new UserChange.UserRoleAssigned(user, role, null);
            Role switches = tenancy.roles().find(role);
            long countsFrom = endpoint.requirement().switchesCountFrom();
            if (switches != null && switches.opens(endpoint.action().id(), countsFrom, now)) {
                single.add(assigned);
            } else {
                doubled.add(List.of(assigned, access(role)));
            }
        }
        return Steps.anyOf(single).or(new Steps(doubled));
    }

    private Change access(RoleId role) {
        return new RoleChange.PermissionSet(role, endpoint.action().id(), Permission.ACCESS, null);
    }

    private @Nullable RoleId ownRole() {
        User.Assigned assigned = subject.assigned();
        return subject.role() != null && assigned != null && assigned.term().holds(now) ? assigned.role() : null;
    }

    /**
     * Returns the custom roles by id. The two built-in roles are never proposed, because they administer the tenant.
     */
    private List<RoleId> rolesByHand() {
        Set<RoleId> roles = new TreeSet<>(Comparator.comparing(RoleId::value));
        tenancy.roles().forEach((id, role) -> {
            if (!id.builtIn()) {
                roles.add(id);
            }
        });
        return List.copyOf(roles);
    }

    /** Returns the ways to grant every missing pair. */
    private Steps granted() {
        Steps steps = Steps.DONE;
        for (Requirement.Pair pair : endpoint.requirement().pairs()) {
            if (!budget.take(steps.ways().size())) {
                return Steps.NONE;
            }
            if (pair.offers().stream().noneMatch(this::carried)) {
                // more pairs only add changes, so a way that is too long already is dropped before it multiplies
                steps = steps.then(Steps.anyOf(grants(pair))).within(LONGEST);
            }
        }
        return steps;
    }

    private boolean carried(Requirement.Offer offer) {
        Term term = subject.grants().find(offer.offer().role());
        return term != null && term.holds(now) && offer.counts(tenancy.apis());
    }

    private List<Change> grants(Requirement.Pair pair) {
        return pair.offers().stream()
                .filter(offer -> offer.counts(tenancy.apis()))
                .map(offer -> offer.offer().role())
                .distinct()
                .map(this::grant)
                .toList();
    }

    private Change grant(EntityRole role) {
        return new BindingChange.EntityRoleGranted(user, role, null);
    }

    private Steps place() {
        SpaceId where = space;
        if (where == null
                || endpoint.spaceKind() == SpaceKind.SALES_CHANNEL
                || Engine.rule(view, subject, endpoint, where, now) != Ruling.Hidden.HIDDEN) {
            return Steps.DONE;
        }
        return tenancy.workspaces().contains(where) ? opened(where) : Steps.NONE;
    }

    private Steps opened(SpaceId workspace) {
        List<Change> single = new ArrayList<>();
        List<List<Change>> doubled = new ArrayList<>();
        tenancy.groups().forEach((id, group) -> {
            Change joined = new MembershipChange.MemberAdded(id, user, null);
            Change widened = new GroupChange.WorkspaceOpened(id, workspace, null);
            if (isMember(id)) {
                single.add(widened);
            } else if (opens(group, workspace)) {
                single.add(joined);
            } else {
                doubled.add(List.of(joined, widened));
            }
        });
        return Steps.anyOf(single).or(new Steps(doubled));
    }

    private boolean isMember(GroupId group) {
        Term term = subject.groups().find(group);
        return term != null && term.holds(now);
    }

    private boolean opens(Group group, SpaceId workspace) {
        Term term = group.workspaces().find(workspace);
        return group.all() || (term != null && term.holds(now));
    }
}
