package dev.mandate.control.access;

import dev.mandate.control.log.command.Refusal;
import dev.mandate.engine.Admission;
import dev.mandate.engine.Decision;
import dev.mandate.engine.Engine;
import dev.mandate.engine.Freshness;
import dev.mandate.engine.Position;
import dev.mandate.engine.View;
import dev.mandate.protocol.problem.ProblemCode;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/** Checks that tenant, app, user, credential and token are still active, at the state that a command is checked against. */
public final class StandingCheck {
    private static final Freshness KNOWN =
            new Freshness(Duration.ZERO, Duration.ZERO, Duration.ZERO, Position.ANY, OptionalLong.empty());

    private StandingCheck() {}

    /**
     * Asks the engine again, because admission asked at an earlier state.
     *
     * @throws Refusal 401 if the bearer does not stand any more
     */
    public static void require(View view, ActorSession session, Instant now) {
        switch (Engine.admit(view, session.bearer(), KNOWN, now)) {
            case Admission.Admitted(var caller, var subject) -> {
                // it is active
            }
            case Decision.Unauthenticated(var reason) ->
                throw Refusal.of(ProblemCode.of(reason), "the access token is no longer valid: request a new one");
            case Decision.Undecided(var reason) ->
                throw Refusal.of(ProblemCode.of(reason), "this node's state is too old to decide: try again shortly");
        }
    }
}
