package dev.mandate.engine.search;

import dev.mandate.engine.id.SpaceId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The spaces that a user reaches in two states, and the difference. The sets are made when they are asked for, because
 * counting needs none. For one thread.
 */
final class Moved {
    private static final SpaceBits NONE = new SpaceBits(new SpaceNumbers());

    /** For actions that name no space; the sets are empty and count as one space. */
    static final Moved ANYWHERE = new Moved(NONE, NONE, true);

    private final SpaceBits reached;
    private final SpaceBits reaches;
    private final boolean anywhere;
    private final int countBefore;
    private final int countAfter;
    private final int countGained;
    private final int countLost;
    private @Nullable Set<SpaceId> before;
    private @Nullable Set<SpaceId> after;

    @SuppressWarnings("ReferenceEquality") // the same object has the same spaces
    private Moved(SpaceBits reached, SpaceBits reaches, boolean anywhere) {
        boolean same = reached == reaches;
        this.reached = reached;
        this.reaches = reaches;
        this.anywhere = anywhere;
        this.countBefore = reached.count();
        this.countAfter = same ? countBefore : reaches.count();
        this.countGained = same ? 0 : reaches.countWithout(reached);
        this.countLost = same ? 0 : reached.countWithout(reaches);
    }

    static Moved between(SpaceBits before, SpaceBits after) {
        return new Moved(before, after, false);
    }

    /** Returns whether this is for actions that name no space. */
    boolean anywhere() {
        return anywhere;
    }

    /** Returns the spaces before; the same set each time. */
    Set<SpaceId> before() {
        Set<SpaceId> known = before;
        if (known == null) {
            known = reached.toSet();
            before = known;
        }
        return known;
    }

    /** Returns the spaces afterwards; the same set each time. */
    Set<SpaceId> after() {
        Set<SpaceId> known = after;
        if (known == null) {
            known = reaches.toSet();
            after = known;
        }
        return known;
    }

    Set<SpaceId> gained() {
        return reaches.without(reached);
    }

    Set<SpaceId> lost() {
        return reached.without(reaches);
    }

    /** Returns the number of spaces before. */
    int countBefore() {
        return anywhere ? 1 : countBefore;
    }

    /** Returns the number of spaces afterwards. */
    int countAfter() {
        return anywhere ? 1 : countAfter;
    }

    /** Returns the number of spaces that are reached only afterwards. */
    int countGained() {
        return countGained;
    }

    /** Returns the number of spaces that were reached only before. */
    int countLost() {
        return countLost;
    }

    boolean any() {
        return countGained > 0 || countLost > 0;
    }
}
