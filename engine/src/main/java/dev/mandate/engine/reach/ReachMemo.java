package dev.mandate.engine.reach;

import dev.mandate.engine.catalogue.SpaceKind;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.right.Term;
import dev.mandate.engine.state.Snapshot;
import dev.mandate.engine.state.Tenancy;
import dev.mandate.engine.trie.Edition;
import java.time.Instant;

/**
 * Memo of the spaces that a user reaches.
 *
 * <p>It is valid until the tenant's users, groups or spaces change, and from the moment for which it was made until the
 * first end of a term that it rests on.
 * Besides the spaces it holds only editions, so that the memo does not keep an old snapshot in memory.
 */
public final class ReachMemo {
    private final Edition users;
    private final Edition groups;
    private final Edition workspaces;
    private final Edition channels;
    private final Instant from;
    private final Term term;
    private final Reach reach;

    private ReachMemo(Tenancy tenancy, Instant from, Term term, Reach reach) {
        this.users = tenancy.users().edition();
        this.groups = tenancy.groups().edition();
        this.workspaces = tenancy.workspaces().edition();
        this.channels = tenancy.channels().edition();
        this.from = from;
        this.term = term;
        this.reach = reach;
    }

    /** Returns the spaces of one kind that a user reaches, as {@link Spaces#reach}, with how long this holds. */
    public static ReachMemo of(Snapshot tenant, UserId user, SpaceKind kind, Instant now) {
        Tenancy tenancy = tenant.tenancy();
        Spaces.Holding terms = new Spaces.Holding(now);
        Reach reach = Spaces.reach(tenancy, tenancy.subject(user), kind, terms);
        return new ReachMemo(tenancy, now, terms.first(), reach);
    }

    /** Returns the spaces. */
    public Reach reach() {
        return reach;
    }

    /** Returns whether the user of the same tenant reaches the same spaces in this snapshot at this moment. */
    public boolean holds(Snapshot tenant, Instant now) {
        Tenancy tenancy = tenant.tenancy();
        return users == tenancy.users().edition()
                && groups == tenancy.groups().edition()
                && workspaces == tenancy.workspaces().edition()
                && channels == tenancy.channels().edition()
                && !now.isBefore(from)
                && term.holds(now);
    }
}
