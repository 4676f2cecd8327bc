package dev.mandate.engine.catalogue;

import java.util.Set;

/**
 * What an action of an entity API demands of its caller. Actions of a switch API ignore it and ask the user role's
 * switch.
 *
 * @param needs the pairs that the user must hold, all of them. If empty and neither flag is set, no user holds the
 *     action
 * @param self every active user holds the action, whatever the pairs are; the API checks that it is about the caller
 * @param administrators only the tenant's administrators hold the action
 */
public record Demand(Set<Need> needs, boolean self, boolean administrators) {
    /** No pair and no flag: no user holds such an action. */
    public static final Demand NONE = new Demand(Set.of(), false, false);

    public Demand {
        needs = Set.copyOf(needs);
        if (administrators && (self || !needs.isEmpty())) {
            throw new IllegalArgumentException("`administrators` stands alone: remove `self` and `needs`, or the mark");
        }
    }
}
