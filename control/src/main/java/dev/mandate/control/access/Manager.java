package dev.mandate.control.access;

import dev.mandate.control.log.command.CommandState;
import dev.mandate.control.log.command.Refusal;
import dev.mandate.control.token.bearer.Actor;
import dev.mandate.engine.View;
import dev.mandate.engine.app.ManagementScope;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.state.Snapshot;
import dev.mandate.engine.state.Tenancy;
import dev.mandate.protocol.problem.ProblemCode;
import java.time.Instant;
import java.util.Locale;

/**
 * An actor that may manage, at one state: an Owner or Administrator through an app with the scope. Made anew inside each
 * command, so that a right withdrawn at revision R cannot write R+1.
 */
public final class Manager {
    private final Tenancy own;
    private final ActorSession session;
    private final Actor actor;
    private final Instant now;

    private Manager(Tenancy own, ActorSession session, Instant now) {
        this.own = own;
        this.session = session;
        this.actor = session.actor();
        this.now = now;
    }

    /**
     * Admits an actor that wants to write.
     *
     * @throws Refusal 401 if the actor does not stand any more, 403 if it may not manage
     */
    public static Manager writing(CommandState state, ActorSession session, Instant now) {
        return admitted(state.view(), session, now, ManagementScope.ADMIN);
    }

    /**
     * Admits an actor that wants to read.
     *
     * @throws Refusal 401 if the actor does not stand any more, 403 if it may not manage
     */
    public static Manager reading(View view, ActorSession session, Instant now) {
        return admitted(view, session, now, ManagementScope.READ);
    }

    /** Whoever may write may read. */
    private static Manager admitted(View view, ActorSession session, Instant now, ManagementScope scope) {
        Actor actor = session.actor();
        Snapshot own = actor.operator() ? view.platform() : view.tenant();
        StandingCheck.require(new View(view.platform(), own), session, now);
        if (!session.has(scope, own.tenancy()) && !session.has(ManagementScope.ADMIN, own.tenancy())) {
            throw Refusal.of(
                    ProblemCode.INSUFFICIENT_SCOPE,
                    "the token lacks the scope `" + scope.name().toLowerCase(Locale.ROOT)
                            + "`: ask for it when you request one");
        }
        if (Rank.of(own.tenancy(), actor.user(), now) == Rank.ORDINARY) {
            throw Refusal.of(ProblemCode.MANAGEMENT_NOT_PERMITTED, "only an Owner or Administrator may manage");
        }
        return new Manager(own.tenancy(), session, now);
    }

    /** INVARIANT: nobody but an operator learns of another stream, not even whether there is one. */
    public static void requireOwn(ActorSession session, TenantId stream) {
        Actor actor = session.actor();
        if (!stream.equals(actor.tenant()) && !actor.operator()) {
            throw operatorsOnly();
        }
    }

    /** Refuses anyone but the platform's operators. */
    public void requireOperator() {
        if (!actor.operator()) {
            throw operatorsOnly();
        }
    }

    /** 403: it is the operators' alone. */
    public static Refusal operatorsOnly() {
        return Refusal.of(ProblemCode.OPERATORS_ONLY, "only an operator of the platform may do this");
    }

    /** Refuses the platform's operators, who have no spaces, groups, bindings or enabled APIs. */
    public void requireTenant() {
        if (actor.operator()) {
            throw Refusal.of(ProblemCode.TENANTS_ONLY, "the platform has no such thing: use a token of a tenant");
        }
    }

    /** Refuses anyone but an Owner. */
    public void requireOwner(String what) {
        if (rank() != Rank.OWNER) {
            throw Refusal.of(ProblemCode.OWNERS_ONLY, "only an Owner may " + what);
        }
    }

    /** Refuses to change the rights of a user above the actor. */
    public void requireNotBelow(UserId user) {
        Rank.requireNotBelow(own, actor.user(), user, now);
    }

    /** What the manager may do over the stream of this state. */
    public Authority authority(CommandState state) {
        return Authority.of(state, session, now);
    }

    public Rank rank() {
        return Rank.of(own, actor.user(), now);
    }

    public Instant now() {
        return now;
    }
}
