package dev.mandate.engine.state;

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
 * Which bit stands for which entity role in the rows of one tenant's users: the first 64 that were granted for good have
 * one, in that order. A bit never changes its meaning within one line of snapshots. Immutable but for what it remembers, and
 * safe to share between threads.
 */
public final class RoleBits {
    static final RoleBits NONE = new RoleBits(List.of());

    private static final int MOST = Long.SIZE;

    private final List<EntityRole> roles;
    private final Map<EntityRole, Integer> bits = new HashMap<>();

    /** Those asked for last. A race loses no more than the work of making them again. */
    private Masks last = new Masks(new Pairs(List.of()), Set.of(), new long[0]);

    /**
     * What grants each pair of a catalogue while some APIs are enabled.
     *
     * @param masks by the pair's number
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody, and never handed on
    private record Masks(Pairs pairs, Set<ApiId> apis, long[] masks) {}

    private RoleBits(List<EntityRole> roles) {
        this.roles = List.copyOf(roles);
        for (EntityRole role : this.roles) {
            bits.put(role, bits.size());
        }
    }

    /**
     * Gives the roles the bits from 0 on.
     *
     * @throws IllegalArgumentException if there are more than 64, or one twice
     */
    public static RoleBits of(List<EntityRole> roles) {
        RoleBits made = roles.isEmpty() ? NONE : new RoleBits(roles);
        if (roles.size() > MOST || made.bits.size() < roles.size()) {
            throw new IllegalArgumentException(roles.size() + " entity roles have no bit each");
        }
        return made;
    }

    /** By bit. */
    public List<EntityRole> roles() {
        return roles;
    }

    /** The same with a bit for the role, if there is one left. */
    RoleBits with(EntityRole role) {
        boolean more = roles.size() < MOST && !bits.containsKey(role);
        return more
                ? new RoleBits(Stream.concat(roles.stream(), Stream.of(role)).toList())
                : this;
    }

    /** Whether each bit means the same in the other. */
    boolean begins(RoleBits other) {
        return roles.size() <= other.roles.size() && roles.equals(other.roles.subList(0, roles.size()));
    }

    /** The role's bit alone; 0 if it has none. */
    long bit(EntityRole role) {
        Integer bit = bits.get(role);
        return bit == null ? 0 : 1L << bit;
    }

    /** By the number of each pair, the bits any of which grants it: of roles that an API lists which is enabled. */
    @SuppressWarnings("ReferenceEquality") // what is the same nearly always is so by identity
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
