package dev.mandate.engine.search;

import dev.mandate.engine.Engine;
import dev.mandate.engine.View;
import dev.mandate.engine.catalogue.SpaceKind;
import dev.mandate.engine.id.GroupId;
import dev.mandate.engine.id.SpaceId;
import dev.mandate.engine.overlap.StepBudget;
import dev.mandate.engine.reach.Reach;
import dev.mandate.engine.right.Group;
import dev.mandate.engine.right.Terms;
import dev.mandate.engine.trie.Trie;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * The workspaces that groups open, and those that sets of groups open together. Each group is looked at once, in all
 * states that have the same workspaces. Mutable, for one thread.
 */
final class Openings {
    /** The maximum number of words that are kept for sets of groups; beyond it a set is computed each time. */
    private static final int MOST_KEPT = 1 << 22;

    private final Trie<SpaceId, SpaceKind> workspaces;
    private final SpaceNumbers numbers;
    private final Instant now;
    private final StepBudget budget;
    private final Map<Group, SpaceBits> byGroup;

    private Openings(
            Trie<SpaceId, SpaceKind> workspaces,
            SpaceNumbers numbers,
            Instant now,
            StepBudget budget,
            Map<Group, SpaceBits> byGroup) {
        this.workspaces = workspaces;
        this.numbers = numbers;
        this.now = now;
        this.budget = budget;
        this.byGroup = byGroup;
    }

    static Openings of(View view, Instant now, StepBudget budget) {
        return new Openings(view.tenant().tenancy().workspaces(), new SpaceNumbers(), now, budget, new HashMap<>());
    }

    /** Returns the openings of another state, with the same numbers. */
    @SuppressWarnings("ReferenceEquality") // the same map has the same workspaces
    Openings in(View view) {
        Trie<SpaceId, SpaceKind> others = view.tenant().tenancy().workspaces();
        return others == workspaces ? this : new Openings(others, numbers, now, budget, new HashMap<>());
    }

    /** The sets of groups of one state. */
    final class Sets {
        private final View view;
        private final Map<Terms<GroupId>, SpaceBits> known = new HashMap<>();
        private int kept;

        Sets(View view) {
            this.view = view;
        }

        /** Returns the workspaces that the memberships open; the same object for the same groups while there is room. */
        SpaceBits opened(Terms<GroupId> groups) {
            SpaceBits bits = known.get(groups);
            if (bits != null) {
                return bits;
            }
            SpaceBits union = union(groups);
            if (kept < MOST_KEPT) {
                kept += union.length() + groups.slots();
                known.put(groups, union);
            }
            return union;
        }

        private SpaceBits union(Terms<GroupId> groups) {
            SpaceBits union = new SpaceBits(numbers);
            budget.take(groups.slots());
            for (int slot = 0; slot < groups.slots() && !budget.isUsedUp(); slot++) {
                GroupId group = groups.key(slot);
                if (group != null && groups.term(slot).holds(now)) {
                    SpaceBits opened = opened(group);
                    budget.take(opened.length());
                    union.addAll(opened);
                }
            }
            return union;
        }

        private SpaceBits opened(GroupId id) {
            Group group = view.tenant().tenancy().groups().find(id);
            return group == null ? new SpaceBits(numbers) : byGroup.computeIfAbsent(group, same -> looked(id));
        }

        private SpaceBits looked(GroupId id) {
            SpaceBits bits = new SpaceBits(numbers);
            switch (Engine.opened(view.tenant(), id, now)) {
                case Reach.All() -> workspaces.forEach((space, kind) -> bits.add(space));
                case Reach.Some(var some) -> some.forEach(bits::add);
            }
            budget.take(Long.SIZE * (long) bits.length());
            return bits;
        }
    }
}
