package dev.mandate.control.access;

import dev.mandate.control.log.command.Refusal;
import dev.mandate.engine.app.ManagementScope;
import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.CredentialId;
import dev.mandate.engine.state.App;
import dev.mandate.engine.state.Credential;
import dev.mandate.protocol.problem.ProblemCode;
import java.util.Optional;
import java.util.Set;

/** Refuses to use an app that has more authority than the caller. */
final class TouchedApps {
    private final Authority actor;
    private final Reached reached;
    private final Ranking standings;

    TouchedApps(Authority actor, Reached reached, Ranking standings) {
        this.actor = actor;
        this.reached = reached;
        this.standings = standings;
    }

    /** To describe, disable or remove it takes a rank as high as its user's. */
    void change(AppId id) {
        standings.find(id).ifPresentOrElse(app -> app.onBehalfOf().ifPresent(reached::user), () -> requireExempt(id));
    }

    /** To make its credentials, enable it or choose its user takes all that it may do. */
    void use(AppId id) {
        change(id);
        standings.find(id).map(App::scopes).ifPresent(scopes -> requireHeld(id, scopes));
    }

    void useOwnerOf(CredentialId credential) {
        // a withdrawn one is nobody's any more
        Optional<Credential> live = standings.tenancy().credentials().get(credential);
        live.ifPresent(found -> use(found.owner()));
    }

    private void requireHeld(AppId id, Set<ManagementScope> scopes) {
        if (!actor.owner() && !actor.holds(scopes)) {
            throw Refusal.of(
                    ProblemCode.OWNERS_ONLY,
                    "app `" + id + "` has management scopes that your app lacks: only an Owner may do this");
        }
    }

    private void requireExempt(AppId id) {
        if (!standings.exempts(id) && !actor.owner()) {
            throw Refusal.of(
                    ProblemCode.OWNERS_ONLY, "app `" + id + "` is gone: only an Owner may see what was done to it");
        }
    }
}
