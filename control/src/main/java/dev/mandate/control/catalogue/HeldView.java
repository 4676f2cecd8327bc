package dev.mandate.control.catalogue;

import dev.mandate.control.catalogue.survey.Touched;
import dev.mandate.engine.catalogue.Action;

/**
 * An action that somebody holds as soon as it comes into force: by switches that are set already or that a move carries to it, or
 * by entity roles.
 *
 * @param anySpace whether it names no space, so that its holders have it in any, unless the API checks
 * @param tenants how many have a role at Access on it, or somebody who holds it by entity roles
 */
record HeldView(String action, boolean anySpace, int tenants, long roles, long users) {
    static HeldView of(Action action, Touched.Count count) {
        return new HeldView(
                action.key().toString(), action.space().isEmpty(), count.tenants(), count.roles(), count.users());
    }
}
