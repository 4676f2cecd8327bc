package dev.mandate.engine.user;

import dev.mandate.engine.catalogue.EntityRole;
import dev.mandate.engine.catalogue.Pairs;
import dev.mandate.engine.catalogue.Requirement;
import dev.mandate.engine.id.ApiId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Assigns a bit to each entity role, for the rows of one tenant's users: the first 64 roles granted without an end get
 * one, in that order. A bit keeps its meaning in all snapshots derived from one another.
 *
 * <p>Immutable except for a memo of the last masks; safe to share between threads.
 */
public final class RoleBits {
    static final RoleBits NONE = new RoleBits(List.of());

    private static final int MOST = Long.SIZE;

    private final List<EntityRole> roles;
    private final Map<EntityRole, Integer> bits = new HashMap<>();

    /** Memo of the last masks. Deliberately racy: a miss only computes them again. */
    private Masks last = new Masks(new Pairs(List.of()), Set.of(), new long[0]);

    /**
     * For each pair of a catalogue, the bits of the roles that grant it while these APIs are enabled.
     *
     * @param masks one mask for each pair, by the pair's number
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never handed out
    private record Masks(Pairs pairs, Set<ApiId> apis, long[] masks) {}

    private RoleBits(List<EntityRole> roles) {
        this.roles = List.copyOf(roles);
        for (EntityRole role : this.roles) {
            bits.put(role, bits.size());
        }
    }

    /**
     * Returns a numbering that gives the roles the bits from 0.
     *
     * @throws IllegalArgumentException if there are more than 64 roles, or a role twice
     */
    public static RoleBits of(List<EntityRole> roles) {
        RoleBits made = roles.isEmpty() ? NONE : new RoleBits(roles);
        if (roles.size() > MOST || made.bits.size() < roles.size()) {
            throw new IllegalArgumentException(
                    "the " + roles.size() + " entity roles must be distinct and at most " + MOST);
        }
        return made;
    }

    /** Returns the roles; the index is the bit. */
    public List<EntityRole> roles() {
        return roles;
    }

    /** Returns this numbering extended by a bit for the role; unchanged if the role has a bit or none is left. */
    RoleBits with(EntityRole role) {
        boolean more = roles.size() < MOST && !bits.containsKey(role);
        return more
                ? new RoleBits(Stream.concat(roles.stream(), Stream.of(role)).toList())
                : this;
    }

    /** Returns whether every bit of this numbering means the same in the other. */
    boolean begins(RoleBits other) {
        return roles.size() <= other.roles.size() && roles.equals(other.roles.subList(0, roles.size()));
    }

    /** Returns the role's bit as a mask; 0 if the role has none. */
    long bit(EntityRole role) {
        Integer bit = bits.get(role);
        return bit == null ? 0 : 1L << bit;
    }

    /**
     * Returns one mask for each pair, by its number: the bits of the roles that grant the pair and that an enabled API
     * lists.
     */
    @SuppressWarnings("ReferenceEquality") // equal arguments are nearly always the same objects
    long[] granting(Pairs pairs, Set<ApiId> apis) {
        Masks known = last;
        if (known.pairs() != pairs || known.apis() != apis) {
            known = new Masks(pairs, apis, masks(pairs, apis));
            last = known;
        }
        return known.masks();
    }

    private long[] masks(Pairs pairs, Set<ApiId> apis) {
        return pairs.all().stream().mapToLong(pair -> mask(pair, apis)).toArray();
    }

    private long mask(Requirement.Pair pair, Set<ApiId> apis) {
        long mask = 0;
        for (Requirement.Offer offer : pair.offers()) {
            mask |= offer.counts(apis) ? bit(offer.offer().role()) : 0;
        }
        return mask;
    }
}
