package dev.mandate.engine.search;

import dev.mandate.engine.View;
import dev.mandate.engine.catalogue.SpaceKind;
import dev.mandate.engine.id.GroupId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.overlap.StepBudget;
import dev.mandate.engine.right.Terms;
import dev.mandate.engine.template.Endpoint;
import dev.mandate.engine.user.Subject;
import dev.mandate.engine.user.Touched;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The decisions that differ between two states of one tenant, exactly: a what-if before a change, or what changed
 * since. Like {@link Search} it compares rights, not tokens, apps or the tenant's status. The cost follows what the two
 * states do not share; a {@link StepBudget} bounds it. For one thread.
 */
public final class Impact {
    /**
     * The number of decisions that differ.
     *
     * @param users users with at least one flip
     * @param rows pairs of user and action with a flip
     * @param gained triples of user, action and space that become allowed. A group that opens all workspaces counts
     *     those of its state; an action that names no space counts once, as any space passes
     * @param lost triples that were allowed before and no longer are
     */
    public record Counts(long users, long rows, long gained, long lost) {
        private static final Counts NONE = new Counts(0, 0, 0, 0);
    }

    /** A user's groups in both states. */
    private record Groups(Terms<GroupId> before, Terms<GroupId> after) {}

    private final View before;
    private final View after;
    private final Holdings earlier;
    private final Holdings later;
    private final Map<Optional<SpaceKind>, Kind> kinds = new HashMap<>();
    private final int actions;
    private final StepBudget budget;

    /** The steps of one user, in addition to those of its actions and spaces. */
    private static final int OF_ONE = 16;

    /** The maximum number of words that are kept for pairs of sets of groups; beyond it a pair is compared each time. */
    private static final int MOST_KEPT = 1 << 22;

    /**
     * The actions that name one kind of space, or none, in both states. An action whose kind changed is in the earlier
     * set of one kind and the later set of another.
     */
    private final class Kind {
        private final Optional<SpaceKind> kind;
        private final long[] were;
        private final long[] are;
        private final Map<Groups, Moved> moves = new HashMap<>();
        private int kept;

        Kind(Optional<SpaceKind> kind) {
            this.kind = kind;
            this.were = earlier.of(kind);
            this.are = later.of(kind);
        }

        /** Returns whether an action that exists in both states is of this kind in only one of them. */
        boolean turned() {
            return IntStream.range(0, actions)
                    .filter(number -> earlier.action(number) != null && later.action(number) != null)
                    .anyMatch(number -> has(were, number) != has(are, number));
        }

        Moved moved(Subject old, Subject now) {
            return kind.map(named -> moved(named, old, now)).orElse(Moved.ANYWHERE);
        }

        private Moved moved(SpaceKind named, Subject old, Subject now) {
            return switch (named) {
                case WORKSPACE -> workspaces(new Groups(old.groups(), now.groups()), old, now);
                case SALES_CHANNEL -> channels(old, now);
            };
        }

        private Moved workspaces(Groups groups, Subject old, Subject now) {
            Moved known = moves.get(groups);
            if (known != null) {
                return known;
            }
            SpaceBits reached = earlier.workspaces(old);
            SpaceBits reaches = later.workspaces(now);
            budget.take(reached.length() + (long) reaches.length());
            Moved moved = Moved.between(reached, reaches);
            if (kept < MOST_KEPT) {
                kept += OF_ONE + reached.length() + reaches.length();
                moves.put(groups, moved);
            }
            return moved;
        }

        private Moved channels(Subject old, Subject now) {
            SpaceNumbers numbers = new SpaceNumbers();
            return Moved.between(earlier.channels(old, numbers), later.channels(now, numbers));
        }
    }

    /**
     * @param actions the number of actions that the holdings number
     */
    Impact(View before, View after, Holdings earlier, Holdings later, int actions, StepBudget budget) {
        this.before = before;
        this.after = after;
        this.earlier = earlier;
        this.later = later;
        this.actions = actions;
        this.budget = budget;
        kinds.put(Optional.empty(), new Kind(Optional.empty()));
        for (SpaceKind kind : SpaceKind.values()) {
            kinds.put(Optional.of(kind), new Kind(Optional.of(kind)));
        }
    }

    /**
     * Compares two states of one tenant at one moment.
     *
     * @throws IllegalArgumentException if the states are of different tenants
     */
    public static Impact between(View before, View after, Instant now) {
        return between(before, after, now, StepBudget.unbounded());
    }

    /**
     * Compares two states of one tenant at one moment, within a budget.
     *
     * @throws IllegalArgumentException if the states are of different tenants
     */
    public static Impact between(View before, View after, Instant now, StepBudget budget) {
        if (!before.tenant().stream().equals(after.tenant().stream())) {
            throw new IllegalArgumentException("both states must be of one tenant, not of `" + before.tenant().stream()
                    + "` and `" + after.tenant().stream() + "`");
        }
        return new Baseline(before, now, budget).to(after);
    }

    /** Returns the totals without creating a {@link Flip} for each; lower bounds if the budget is used up. */
    public Counts counts() {
        Counts[] sum = {Counts.NONE};
        boolean turned = kinds.values().stream().anyMatch(Kind::turned);
        forEachUser((user, old, now) -> {
            Counts more = turned ? listed(sum[0], user, old, now) : plus(sum[0], old, now);
            // INVARIANT: a user whose comparison the budget ended is left out, so that the sums are lower bounds
            sum[0] = budget.isUsedUp() ? sum[0] : more;
            return !budget.isUsedUp();
        });
        return sum[0];
    }

    /**
     * Counts by creating each {@link Flip}. Needed only if an action changed its kind of space, which few imports do.
     */
    private Counts listed(Counts sum, UserId user, Subject old, Subject now) {
        List<Flip> flips = flips(user, old, now);
        long gained = flips.stream().mapToLong(flip -> flip.gained().count()).sum();
        long lost = flips.stream().mapToLong(flip -> flip.lost().count()).sum();
        int users = flips.isEmpty() ? 0 : 1;
        return new Counts(sum.users + users, sum.rows + flips.size(), sum.gained + gained, sum.lost + lost);
    }

    private Counts plus(Counts sum, Subject old, Subject now) {
        long[] held = earlier.held(old);
        long[] holds = later.held(now);
        long rows = 0;
        long gained = 0;
        long lost = 0;
        for (Kind kind : kinds.values()) {
            Moved moved = kind.moved(old, now);
            for (int i = 0; i < held.length; i++) {
                long was = held[i] & kind.were[i];
                long is = holds[i] & kind.are[i];
                int both = Long.bitCount(was & is);
                int begun = Long.bitCount(is & ~was);
                int ended = Long.bitCount(was & ~is);
                rows += Long.bitCount(is & ~held[i]) + Long.bitCount(was & ~holds[i]) + (moved.any() ? both : 0);
                gained += (long) begun * moved.countAfter() + (long) both * moved.countGained();
                lost += (long) ended * moved.countBefore() + (long) both * moved.countLost();
            }
        }
        return new Counts(sum.users + (rows > 0 ? 1 : 0), sum.rows + rows, sum.gained + gained, sum.lost + lost);
    }

    /** Passes every flip, or those found before the budget is used up, by user in the order in which they were added, then by API and key of the action. */
    public void forEach(Consumer<Flip> consumer) {
        part(0, Integer.MAX_VALUE, consumer);
    }

    /**
     * Passes a part of the same flips: those of whole users, until there are enough. It passes none only at the end, or once the budget
     * is used up. A later part may be asked of another comparison of the same states, which then holds nothing in between.
     *
     * @param from how many compared users to leave out: 0, or what the part before returned
     * @param enough the number of flips after which no other user is compared
     * @return the number of users that were compared or left out
     */
    public long part(long from, int enough, Consumer<Flip> consumer) {
        long[] users = {0};
        int[] passed = {0};
        forEachTouched((user, old, now) -> {
            if (users[0] < from) {
                users[0]++;
                return true;
            }
            List<Flip> flips = takeOne() ? flips(user, old, now) : List.of();
            if (budget.isUsedUp()) {
                return false;
            }
            users[0]++;
            flips.forEach(consumer);
            passed[0] += flips.size();
            return passed[0] < enough;
        });
        return users[0];
    }

    private List<Flip> flips(UserId user, Subject old, Subject now) {
        List<Flip> flips = new ArrayList<>();
        new Difference(old, now).emit(user, flips::add);
        return flips;
    }

    private static boolean has(long[] words, int number) {
        return ((words[number / Long.SIZE] >>> number) & 1) != 0;
    }

    private void forEachUser(Touched.Visitor visitor) {
        forEachTouched((user, old, now) -> takeOne() && visitor.visit(user, old, now));
    }

    private boolean takeOne() {
        return budget.take(OF_ONE + actions / Long.SIZE);
    }

    private void forEachTouched(Touched.Visitor visitor) {
        before.tenant().tenancy().forEachTouched(after.tenant().tenancy(), actionsDiffer(), budget, visitor);
    }

    @SuppressWarnings("ReferenceEquality") // the same snapshot has the same actions
    private boolean actionsDiffer() {
        boolean same = before.platform() == after.platform();
        return (!same
                        && !before.platform()
                                .catalogue()
                                .endpoints()
                                .equals(after.platform().catalogue().endpoints()))
                || !before.tenant()
                        .tenancy()
                        .apis()
                        .equals(after.tenant().tenancy().apis());
    }

    /** One user in both states. */
    private final class Difference {
        private final Subject old;
        private final Subject now;
        private final long[] held;
        private final long[] holds;

        Difference(Subject old, Subject now) {
            this.old = old;
            this.now = now;
            this.held = earlier.held(old);
            this.holds = later.held(now);
        }

        void emit(UserId user, Consumer<Flip> consumer) {
            for (int number = 0; number < actions; number++) {
                boolean was = has(held, number);
                boolean is = has(holds, number);
                Flip flip = was || is ? flip(user, number, was, is) : null;
                if (flip != null) {
                    consumer.accept(flip);
                }
            }
        }

        private @Nullable Flip flip(UserId user, int number, boolean was, boolean is) {
            Kind kindBefore = kind(earlier.action(number));
            Kind kindAfter = kind(later.action(number));
            boolean both = was && is && kindBefore == kindAfter;
            Flip.Places gained = is && kindAfter != null ? gained(kindAfter.moved(old, now), both) : Flip.Places.NONE;
            Flip.Places lost = was && kindBefore != null ? lost(kindBefore.moved(old, now), both) : Flip.Places.NONE;
            Endpoint endpoint = later.action(number) == null ? earlier.action(number) : later.action(number);
            budget.take(gained.count() + (long) lost.count());
            boolean flips = was != is || gained.count() > 0 || lost.count() > 0;
            return flips && endpoint != null ? new Flip(user, endpoint, was, is, gained, lost) : null;
        }

        private static Flip.Places gained(Moved moved, boolean both) {
            return both ? new Flip.Places(moved.gained(), false) : new Flip.Places(moved.after(), moved.anywhere());
        }

        private static Flip.Places lost(Moved moved, boolean both) {
            return both ? new Flip.Places(moved.lost(), false) : new Flip.Places(moved.before(), moved.anywhere());
        }

        private @Nullable Kind kind(@Nullable Endpoint endpoint) {
            return endpoint == null ? null : kinds.get(Holdings.named(endpoint));
        }
    }
}
