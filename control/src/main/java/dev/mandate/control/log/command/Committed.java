package dev.mandate.control.log.command;

import dev.mandate.engine.Position;
import java.util.Objects;

/**
 * The result of a command and the position at which it holds.
 *
 * @param revision of the entry; the current one if nothing was appended
 * @param position to demand of later reads ({@code Mandate-Revision})
 * @param appended whether there is an entry
 * @param after both folds with the entry applied
 */
public record Committed<R>(R result, long revision, Position position, boolean appended, CommandState after) {
    public Committed {
        Objects.requireNonNull(result);
        Objects.requireNonNull(position);
    }
}
