package dev.mandate.control.log;

import dev.mandate.engine.Position;
import java.util.Objects;

/**
 * A command's outcome.
 *
 * @param revision of the entry, or of now if nothing was appended
 * @param position to demand of later reads ({@code Mandate-Revision})
 * @param appended whether there is an entry
 * @param after both folds with the entry applied
 */
public record Committed<R>(R result, long revision, Position position, boolean appended, State after) {
    public Committed {
        Objects.requireNonNull(result);
        Objects.requireNonNull(position);
    }
}
