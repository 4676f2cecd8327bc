package dev.mandate.engine.search;

import dev.mandate.engine.Engine;
import dev.mandate.engine.Ruling;
import dev.mandate.engine.View;
import dev.mandate.engine.catalogue.ApiKind;
import dev.mandate.engine.catalogue.SpaceKind;
import dev.mandate.engine.catalogue.SpaceParameter;
import dev.mandate.engine.overlap.StepBudget;
import dev.mandate.engine.reach.Reach;
import dev.mandate.engine.right.Role;
import dev.mandate.engine.template.Endpoint;
import dev.mandate.engine.user.Grants;
import dev.mandate.engine.user.Subject;
import dev.mandate.engine.user.User;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The actions that the users of one view hold, as bit sets over numbered actions.
 *
 * <p>Rights follow from the user role or the entity roles, and spaces from the groups or the channel. Many users share
 * these, so each value is computed once. Mutable, for one thread.
 */
final class Holdings {
    /** A user role and its assignment. */
    private record ByRole(@Nullable Role role, User.@Nullable Assigned assigned) {}

    private final View view;
    private final Instant now;
    private final List<@Nullable Endpoint> actions;
    private final StepBudget budget;
    private final Map<ByRole, long[]> byRole;
    private final Map<Grants, long[]> byGrants;
    private final Openings openings;
    private final Openings.Sets workspaces;

    private Holdings(
            View view,
            List<@Nullable Endpoint> actions,
            Instant now,
            StepBudget budget,
            Map<ByRole, long[]> byRole,
            Map<Grants, long[]> byGrants,
            Openings openings) {
        this.view = view;
        this.now = now;
        this.actions = actions;
        this.budget = budget;
        this.byRole = byRole;
        this.byGrants = byGrants;
        this.openings = openings;
        this.workspaces = openings.new Sets(view);
    }

    /**
     * Returns the holdings of a view, of which nothing is computed yet.
     *
     * @param actions by number; null where the view has no action of that number
     */
    static Holdings of(View view, List<@Nullable Endpoint> actions, Instant now, StepBudget budget) {
        return new Holdings(
                view, actions, now, budget, new HashMap<>(), new HashMap<>(), Openings.of(view, now, budget));
    }

    /** Returns the holdings of another state, which numbers the same spaces the same. */
    Holdings in(View other, List<@Nullable Endpoint> numbered) {
        return new Holdings(other, numbered, now, budget, new HashMap<>(), new HashMap<>(), openings.in(other));
    }

    /**
     * Returns the holdings of another state that has the same platform and APIs, so that the same roles and grants give
     * the same actions.
     */
    Holdings withSameActions(View other) {
        return new Holdings(other, actions, now, budget, byRole, byGrants, openings.in(other));
    }

    @Nullable
    Endpoint action(int number) {
        return actions.get(number);
    }

    /** Returns the actions that name a space of the kind; for an empty kind, those that name none. */
    long[] of(Optional<SpaceKind> kind) {
        long[] of = words();
        for (int number = 0; number < actions.size(); number++) {
            Endpoint endpoint = actions.get(number);
            if (endpoint != null && named(endpoint).equals(kind)) {
                set(of, number);
            }
        }
        return of;
    }

    /** Returns the kind of space that the action names. */
    static Optional<SpaceKind> named(Endpoint endpoint) {
        return endpoint.action().space().map(SpaceParameter::kind);
    }

    private long[] words() {
        return new long[(actions.size() + Long.SIZE - 1) / Long.SIZE];
    }

    private static void set(long[] words, int number) {
        words[number / Long.SIZE] |= 1L << number;
    }

    /** Returns the actions that the user holds. */
    long[] held(Subject subject) {
        long[] held = words();
        if (subject.active()) {
            add(
                    held,
                    byRole.computeIfAbsent(new ByRole(subject.role(), subject.assigned()), r -> among(subject, true)));
            add(held, byGrants.computeIfAbsent(subject.grants(), r -> among(subject, false)));
        }
        return held;
    }

    private static void add(long[] words, long[] others) {
        for (int i = 0; i < words.length; i++) {
            words[i] |= others[i];
        }
    }

    private long[] among(Subject subject, boolean rolewise) {
        long[] held = words();
        budget.take(actions.size());
        for (int number = 0; number < actions.size(); number++) {
            Endpoint endpoint = actions.get(number);
            boolean asked = endpoint != null && rolewise == isRolewise(endpoint);
            if (asked && Engine.rule(view, subject, endpoint, null, now) == Ruling.Held.HELD) {
                set(held, number);
            }
        }
        return held;
    }

    private static boolean isRolewise(Endpoint endpoint) {
        return endpoint.api().kind() == ApiKind.SWITCH
                || endpoint.action().demand().administrators();
    }

    /** Returns the workspaces that the user reaches; the same object for the same set of groups while there is room. */
    SpaceBits workspaces(Subject subject) {
        return workspaces.opened(subject.groups());
    }

    /** Returns the sales channels that the user reaches. */
    SpaceBits channels(Subject subject, SpaceNumbers numbers) {
        SpaceBits bits = new SpaceBits(numbers);
        switch (Engine.reach(view.tenant(), subject, SpaceKind.SALES_CHANNEL, now)) {
            case Reach.All() -> view.tenant().tenancy().channels().forEach((space, kind) -> bits.add(space));
            case Reach.Some(var some) -> some.forEach(bits::add);
        }
        return bits;
    }
}
