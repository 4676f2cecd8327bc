package dev.mandate.control.history;

import dev.mandate.control.log.command.CommandState;
import dev.mandate.engine.Position;
import dev.mandate.engine.View;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's state that a question is asked of.
 *
 * @param now the moment that is asked of: what had ended by then is absent
 * @param past whether it is another state than the current one
 */
public record AsOf(CommandState state, Instant now, boolean past) {
    /** What answers about the past say of themselves, as it is today's fold that answers. */
    private static final String TODAY = "today's rules";

    public AsOf {
        Objects.requireNonNull(state);
        Objects.requireNonNull(now);
    }

    public View view() {
        return state.view();
    }

    public Position position() {
        return view().position();
    }

    /** For past states only; null for the current one. */
    public @Nullable String foldedBy() {
        return past ? TODAY : null;
    }
}
