package dev.mandate.engine.user;

import dev.mandate.engine.catalogue.EntityRole;
import dev.mandate.engine.right.Term;
import dev.mandate.engine.right.Terms;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The entity roles on a binding and how long each holds. A role without an end takes one bit if it has one; nearly all
 * roles are such.
 *
 * <p>Equal if they hold the same roles for the same terms, whatever their numbering. Immutable.
 */
public final class Grants {
    static final Grants NONE = new Grants(RoleBits.NONE, 0, Terms.empty());

    private final RoleBits numbering;
    private final long bits;
    private final Terms<EntityRole> others;

    private Grants(RoleBits numbering, long bits, Terms<EntityRole> others) {
        this.numbering = numbering;
        this.bits = bits;
        this.others = others;
    }

    /**
     * Returns grants in a tenant's numbering.
     *
     * @param bits the bits of the roles that hold without an end
     * @param others the roles that have an end, or no bit
     * @throws IllegalArgumentException if a bit has no role, or if {@code others} holds a role that must be a bit
     */
    public static Grants of(RoleBits numbering, long bits, Terms<EntityRole> others) {
        Grants grants = new Grants(numbering, bits, others);
        int numbered = numbering.roles().size();
        if (numbered < Long.SIZE && bits >>> numbered != 0) {
            throw new IllegalArgumentException("a bit stands for no entity role");
        }
        others.forEach((role, term) -> {
            long bit = numbering.bit(role);
            if ((bits & bit) != 0 || (bit != 0 && term.equals(Term.OPEN))) {
                throw new IllegalArgumentException("entity role `" + role + "` must be held by its bit");
            }
        });
        return grants;
    }

    /** Returns the bits of the roles that hold without an end. */
    public long bits() {
        return bits;
    }

    /** Returns the roles that have an end, or no bit. */
    public Terms<EntityRole> others() {
        return others;
    }

    public int size() {
        return Long.bitCount(bits) + others.size();
    }

    /** Returns the role's term; null if the role is not granted. */
    public @Nullable Term find(EntityRole role) {
        return (bits & numbering.bit(role)) != 0 ? Term.OPEN : others.find(role);
    }

    /** Returns the roles that hold at this moment, in no particular order. */
    public List<EntityRole> holding(Instant now) {
        List<EntityRole> holding = new ArrayList<>(size());
        forEach((role, term) -> {
            if (term.holds(now)) {
                holding.add(role);
            }
        });
        return holding;
    }

    /** Passes each role with its term, in no particular order. */
    public void forEach(BiConsumer<? super EntityRole, ? super Term> action) {
        for (long left = bits; left != 0; left &= left - 1) {
            action.accept(numbering.roles().get(Long.numberOfTrailingZeros(left)), Term.OPEN);
        }
        others.forEach(action);
    }

    /** Returns these grants with the role held for the term, in place of an earlier term. */
    Grants with(EntityRole role, Term term) {
        Grants rest = without(role);
        long bit = numbering.bit(role);
        return bit != 0 && term.equals(Term.OPEN)
                ? new Grants(numbering, rest.bits | bit, rest.others)
                : new Grants(numbering, rest.bits, rest.others.with(role, term));
    }

    /** Returns these grants without the role. */
    Grants without(EntityRole role) {
        return new Grants(numbering, bits & ~numbering.bit(role), others.without(role));
    }

    /**
     * Returns the numbering extended by a bit for each role that has no end and no bit yet, as far as bits are left.
     */
    RoleBits numbered(RoleBits current) {
        RoleBits[] grown = {current};
        BiConsumer<EntityRole, Term> number = (role, term) -> {
            if (term.equals(Term.OPEN)) {
                grown[0] = grown[0].with(role);
            }
        };
        if (numbering == current) {
            others.forEach(number);
        } else {
            forEach(number);
        }
        return grown[0];
    }

    /** Returns the same grants in another numbering. */
    Grants in(RoleBits other) {
        if (numbering == other) {
            return this;
        }
        Grants[] grants = {new Grants(other, 0, Terms.empty())};
        forEach((role, term) -> grants[0] = grants[0].with(role, term));
        return grants[0];
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof Grants that && says(that));
    }

    private boolean says(Grants that) {
        if (numbering == that.numbering) {
            return bits == that.bits && others.equals(that.others);
        }
        boolean[] same = {size() == that.size()};
        forEach((role, term) -> same[0] = same[0] && term.equals(that.find(role)));
        return same[0];
    }

    @Override
    public int hashCode() {
        int[] hash = {0};
        forEach((role, term) -> hash[0] += role.hashCode() ^ term.hashCode());
        return hash[0];
    }

    @Override
    public String toString() {
        return holding(Instant.MIN).toString();
    }
}
