package dev.mandate.engine.right;

import dev.mandate.engine.id.ActionId;
import dev.mandate.engine.trie.Trie;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A user role: the actions whose switch is at Access. Immutable. */
public final class Role {
    public static final Role NONE = new Role(Trie.empty(), new long[0]);

    /** Marks, by its identity, a role that a memo looked up and did not find. It never leaves the memo. */
    public static final Role GONE = new Role(Trie.empty(), new long[0]);

    private final Trie<ActionId, Access> accesses;

    /** One bit for each action, by its id, whose switch is at Access without an end. */
    private final long[] open;

    /**
     * A switch at Access.
     *
     * @param platformRevision the platform's revision when the switch was set; if the action was retired and came back
     *     since, the switch no longer counts
     */
    public record Access(Term term, long platformRevision) {}

    private Role(Trie<ActionId, Access> accesses, long[] open) {
        this.accesses = accesses;
        this.open = open;
    }

    public static Role of(Trie<ActionId, Access> accesses) {
        Role[] role = {NONE};
        accesses.forEach((action, access) -> role[0] = role[0].with(action, access));
        return role[0];
    }

    public Trie<ActionId, Access> accesses() {
        return accesses;
    }

    /**
     * Returns whether the action's switch is at Access and counts at this moment.
     *
     * @param countsFrom the platform's revision from which a switch of this action counts
     */
    public boolean opens(ActionId action, long countsFrom, Instant now) {
        int word = action.value() >>> 6;
        boolean forGood = word < open.length && ((open[word] >>> action.value()) & 1) != 0;
        return (forGood && countsFrom == 0) || counts(accesses.find(action), countsFrom, now);
    }

    private static boolean counts(@Nullable Access access, long countsFrom, Instant now) {
        return access != null && access.term().holds(now) && access.platformRevision() >= countsFrom;
    }

    public Role with(ActionId action, Access access) {
        return new Role(accesses.with(action, access), bit(action, access.term().until() == null));
    }

    public Role without(ActionId action) {
        return new Role(accesses.without(action), bit(action, false));
    }

    private long[] bit(ActionId action, boolean set) {
        int word = action.value() >>> 6;
        long[] copy = Arrays.copyOf(open, Math.max(open.length, set ? word + 1 : 0));
        if (word < copy.length) {
            long bit = 1L << action.value();
            copy[word] = set ? copy[word] | bit : copy[word] & ~bit;
        }
        return copy;
    }
}
