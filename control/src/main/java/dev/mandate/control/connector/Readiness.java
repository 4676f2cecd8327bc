package dev.mandate.control.connector;

import dev.mandate.control.log.State;
import dev.mandate.engine.catalogue.Connector;
import dev.mandate.engine.id.AppId;
import java.time.Instant;
import java.util.List;

/**
 * Whether an app has what its connector needs, and nothing else: what the seed's documentation recommends, checked.
 *
 * @param ready whether nothing that is required is missing
 */
record Readiness(String app, String connector, boolean ready, List<Finding> findings) {
    /** What was looked for. */
    enum Check {
        MISSING_REQUIRED,
        MISSING_OPTIONAL,
        EXCESS,
        LEFTOVER_SKILL,
        WIDE_REACH,
        NO_REACH,
        SHARED_USER,
        PERSONS_USER,
        NOT_IN_FORCE,
        AMOUNTS_TO_ALL_ROLES
    }

    /**
     * One thing to look at.
     *
     * @param subject the action, skill, user or app that it is about
     * @param message what is so, and what to do
     */
    record Finding(Check check, String subject, String message) {}

    static Readiness of(State state, AppId app, Connector connector, Instant now) {
        List<Finding> findings = new Survey(state, app, connector, now).findings();
        boolean ready = findings.stream()
                .noneMatch(f -> f.check() == Check.MISSING_REQUIRED
                        || f.check() == Check.NO_REACH
                        || f.check() == Check.NOT_IN_FORCE);
        return new Readiness(app.value(), connector.id(), ready, findings);
    }
}
