package dev.mandate.control.catalogue;

import dev.mandate.engine.catalogue.Action;

/**
 * An action of a switch API that somebody holds as soon as it comes into force, as its switches are set already, or a move carries
 * them to it.
 *
 * @param anySpace whether it names no space, so that its holders have it in any, unless the API checks
 * @param tenants how many have somebody at Access on it
 */
record HeldView(String action, boolean anySpace, int tenants, long roles, long users) {
    static HeldView of(Action action, Touched.Count count) {
        return new HeldView(
                action.key().toString(), action.space().isEmpty(), count.tenants(), count.roles(), count.users());
    }
}
