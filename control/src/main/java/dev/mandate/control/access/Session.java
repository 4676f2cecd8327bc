package dev.mandate.control.access;

import dev.mandate.control.token.bearer.Actor;
import dev.mandate.engine.Bearer;
import dev.mandate.engine.change.ManagementScope;
import java.util.Objects;

/** An actor with the token that it came with, to be admitted again inside the command. */
public record Session(Actor actor, Bearer bearer) {
    public Session {
        Objects.requireNonNull(actor);
        Objects.requireNonNull(bearer);
    }

    boolean has(ManagementScope scope) {
        return actor.scopes().contains(scope);
    }
}
