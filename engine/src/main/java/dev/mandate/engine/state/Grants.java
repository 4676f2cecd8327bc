package dev.mandate.engine.state;

import dev.mandate.engine.catalogue.EntityRole;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The entity roles on a binding, and how long each holds. Nearly all are granted for good, and then take a bit each. Equal if
 * they say the same. Immutable.
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
     * Grants of one tenant.
     *
     * @param bits of the roles held for good
     * @param others what has an end, or no bit
     * @throws IllegalArgumentException if a bit stands for nothing, or a role is named that its bit should stand for
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
                throw new IllegalArgumentException("entity role `" + role + "` stands where its bit should");
            }
        });
        return grants;
    }

    /** Of the roles held for good. */
    public long bits() {
        return bits;
    }

    /** What has an end, or no bit. */
    public Terms<EntityRole> others() {
        return others;
    }

    public int size() {
        return Long.bitCount(bits) + others.size();
    }

    /** Null if it is not there. */
    public @Nullable Term find(EntityRole role) {
        return (bits & numbering.bit(role)) != 0 ? Term.OPEN : others.find(role);
    }

    /** What holds now, in no order that means anything. */
    public List<EntityRole> holding(Instant now) {
        List<EntityRole> holding = new ArrayList<>(size());
        forEach((role, term) -> {
            if (term.holds(now)) {
                holding.add(role);
            }
        });
        return holding;
    }

    /** Each with its term, in no order that means anything. */
    public void forEach(BiConsumer<? super EntityRole, ? super Term> action) {
        for (long left = bits; left != 0; left &= left - 1) {
            action.accept(numbering.roles().get(Long.numberOfTrailingZeros(left)), Term.OPEN);
        }
        others.forEach(action);
    }

    /** The same with the role holding for the term. */
    Grants with(EntityRole role, Term term) {
        Grants rest = without(role);
        long bit = numbering.bit(role);
        return bit != 0 && term.equals(Term.OPEN)
                ? new Grants(numbering, rest.bits | bit, rest.others)
                : new Grants(numbering, rest.bits, rest.others.with(role, term));
    }

    /** The same without the role. */
    Grants without(EntityRole role) {
        return new Grants(numbering, bits & ~numbering.bit(role), others.without(role));
    }

    /** The numbering with a bit for each of these that could have one. */
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

    /** The same in another numbering. */
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
