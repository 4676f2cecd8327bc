package dev.mandate.engine.catalogue;

import java.util.Set;

/**
 * What an action of an entity API demands of its caller. On a switch API the user role's switch is asked instead.
 *
 * @param needs pairs, all of them needed; empty with neither mark: held by nobody
 * @param self held by every active user about itself, whatever the pairs say
 * @param administrators held by the tenant's administrators alone
 */
public record Demand(Set<Need> needs, boolean self, boolean administrators) {
    /** No pair and no mark. */
    public static final Demand NONE = new Demand(Set.of(), false, false);

    public Demand {
        needs = Set.copyOf(needs);
        if (administrators && (self || !needs.isEmpty())) {
            throw new IllegalArgumentException("`administrators` stands alone: remove `self` and `needs`, or the mark");
        }
    }
}
