package dev.mandate.engine.search;

import dev.mandate.engine.View;
import dev.mandate.engine.catalogue.SpaceKind;
import dev.mandate.engine.id.ActionId;
import dev.mandate.engine.id.SpaceId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.route.Endpoint;
import dev.mandate.engine.state.Subject;
import dev.mandate.engine.state.Touched;
import java.time.Instant;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The exact set of decisions that flip between two states of one tenant: a what-if before a change, or what has changed
 * since. Like {@link Search} it asks for rights, not for standing. Its price follows what the two states do not share.
 */
public final class Impact {
    /**
     * How much flips.
     *
     * @param users with at least one flip
     * @param rows of a user and an action
     * @param gained triples of user, action and space that become allowed; "all" counts the spaces of its state
     * @param lost triples that were allowed
     */
    public record Counts(long users, long rows, long gained, long lost) {}

    private final View before;
    private final View after;
    private final Holdings earlier;
    private final Holdings later;

    private Impact(View before, View after, Instant now) {
        this.before = before;
        this.after = after;
        this.earlier = new Holdings(before, now);
        this.later = new Holdings(after, now);
    }

    /** Compares two states of one tenant at one moment. */
    public static Impact between(View before, View after, Instant now) {
        if (!before.tenant().stream().equals(after.tenant().stream())) {
            throw new IllegalArgumentException("two states of one tenant are compared, not of `"
                    + before.tenant().stream() + "` and `" + after.tenant().stream() + "`");
        }
        return new Impact(before, after, now);
    }

    /** The sums, without making a row of each flip. */
    public Counts counts() {
        long[] sums = new long[4];
        forEachUser((user, old, now) -> {
            Difference difference = new Difference(old, now);
            long rows = difference.rows();
            sums[0] += rows > 0 ? 1 : 0;
            sums[1] += rows;
            sums[2] += difference.gained();
            sums[3] += difference.lost();
        });
        return new Counts(sums[0], sums[1], sums[2], sums[3]);
    }

    /** Every flip, user by user in the order in which they were added, and by API and key of the action. */
    public void forEach(Consumer<Flip> consumer) {
        forEachUser((user, old, now) -> new Difference(old, now).emit(user, consumer));
    }

    private void forEachUser(Touched.Visitor visitor) {
        Touched.forEach(before.tenant().tenancy(), after.tenant().tenancy(), actionsDiffer(), visitor);
    }

    private boolean actionsDiffer() {
        return before.platform().catalogue().endpoints()
                        != after.platform().catalogue().endpoints()
                || !before.tenant()
                        .tenancy()
                        .apis()
                        .equals(after.tenant().tenancy().apis());
    }

    /** One user's two sides. */
    private final class Difference {
        private final Subject old;
        private final Subject now;
        private final BitSet held;
        private final BitSet holds;
        private final Map<SpaceKind, Moved> moved = new EnumMap<>(SpaceKind.class);

        Difference(Subject old, Subject now) {
            this.old = old;
            this.now = now;
            this.held = earlier.held(old);
            this.holds = later.held(now);
        }

        /** The spaces of a kind on both sides. */
        private Moved moved(SpaceKind kind) {
            return moved.computeIfAbsent(kind, k -> new Moved(earlier.reached(old, k), later.reached(now, k)));
        }

        private void forEachAction(Consumer<ActionId> consumer) {
            BitSet either = (BitSet) held.clone();
            either.or(holds);
            either.stream().mapToObj(ActionId::new).forEach(consumer);
        }

        private Spaces spaces(ActionId action) {
            boolean was = held.get(action.value());
            boolean is = holds.get(action.value());
            Endpoint old = earlier.endpoints().get(action);
            Endpoint now = later.endpoints().get(action);
            if (was && is && old != null && now != null && old.spaceKind() == now.spaceKind()) {
                Moved both = moved(now.spaceKind());
                return new Spaces(both.gained, both.lost);
            }
            return new Spaces(
                    is && now != null ? moved(now.spaceKind()).after : Set.of(),
                    was && old != null ? moved(old.spaceKind()).before : Set.of());
        }

        long rows() {
            long[] rows = {0};
            forEachAction(action -> rows[0] += flips(action) ? 1 : 0);
            return rows[0];
        }

        private boolean flips(ActionId action) {
            Spaces spaces = spaces(action);
            return held.get(action.value()) != holds.get(action.value())
                    || !spaces.gained.isEmpty()
                    || !spaces.lost.isEmpty();
        }

        long gained() {
            long[] sum = {0};
            forEachAction(action -> sum[0] += spaces(action).gained.size());
            return sum[0];
        }

        long lost() {
            long[] sum = {0};
            forEachAction(action -> sum[0] += spaces(action).lost.size());
            return sum[0];
        }

        void emit(UserId user, Consumer<Flip> consumer) {
            Set<ActionId> listed = new HashSet<>(later.endpoints().keySet());
            later.endpoints().forEach((action, endpoint) -> emit(user, action, endpoint, consumer));
            earlier.endpoints().forEach((action, endpoint) -> {
                if (!listed.contains(action)) {
                    emit(user, action, endpoint, consumer);
                }
            });
        }

        private void emit(UserId user, ActionId action, Endpoint endpoint, Consumer<Flip> consumer) {
            if (flips(action)) {
                Spaces spaces = spaces(action);
                boolean was = held.get(action.value());
                boolean is = holds.get(action.value());
                consumer.accept(new Flip(user, endpoint, was, is, spaces.gained, spaces.lost));
            }
        }
    }

    private record Spaces(Set<SpaceId> gained, Set<SpaceId> lost) {}

    /** The spaces that a user reaches on both sides, and what differs. */
    private static final class Moved {
        private final Set<SpaceId> before;
        private final Set<SpaceId> after;
        private final Set<SpaceId> gained;
        private final Set<SpaceId> lost;

        Moved(Set<SpaceId> before, Set<SpaceId> after) {
            this.before = before;
            this.after = after;
            this.gained = without(after, before);
            this.lost = without(before, after);
        }

        private static Set<SpaceId> without(Set<SpaceId> all, Set<SpaceId> others) {
            if (Objects.equals(all, others)) {
                return Set.of();
            }
            Set<SpaceId> rest = new HashSet<>(all);
            rest.removeAll(others);
            return rest;
        }
    }
}
