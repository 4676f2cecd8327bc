package dev.mandate.control.access;

import dev.mandate.control.token.bearer.Actor;
import dev.mandate.engine.Bearer;
import dev.mandate.engine.app.ManagementScope;
import dev.mandate.engine.state.Tenancy;
import java.util.Objects;

/** An actor with its verified token, which is checked again inside the command. */
public record ActorSession(Actor actor, Bearer bearer) {
    public ActorSession {
        Objects.requireNonNull(actor);
        Objects.requireNonNull(bearer);
    }

    /**
     * Whether the token has the scope, and the app still has it at this state: it may have lost it since admission.
     *
     * @param own the tenancy that the actor belongs to
     */
    public boolean has(ManagementScope scope, Tenancy own) {
        return actor.scopes().contains(scope)
                && own.apps()
                        .get(actor.app())
                        .filter(app -> app.scopes().contains(scope))
                        .isPresent();
    }
}
