package dev.mandate.control.catalogue;

import dev.mandate.control.catalogue.action.Move;
import dev.mandate.control.catalogue.survey.Touched;

/**
 * A move as it is shown.
 *
 * @param from key of the retired action
 * @param to key of the pending one
 * @param tenants how many have somebody at Access on the retired action
 */
record MoveView(String from, String to, int tenants, long roles, long users) {
    static MoveView of(Move move, Touched touched) {
        Touched.Count count = touched.count(move.from().id());
        return new MoveView(
                move.from().key().toString(),
                move.to().key().toString(),
                count.tenants(),
                count.roles(),
                count.users());
    }
}
