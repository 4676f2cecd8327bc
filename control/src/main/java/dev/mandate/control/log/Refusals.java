package dev.mandate.control.log;

import dev.mandate.engine.id.TenantId;

/** What the log itself refuses. */
final class Refusals {
    private static final System.Logger LOGGER = System.getLogger(Refusals.class.getName());

    private Refusals() {}

    static Refusal contended(TenantId stream) {
        return unavailable("others write to `" + stream + "` at the same time: try again");
    }

    static Refusal queued(TenantId stream) {
        return unavailable("too many commands wait for `" + stream + "`: try again");
    }

    static Refusal stopped(TenantId stream) {
        return unavailable("the log of `" + stream + "` cannot be followed by this node: see its readiness");
    }

    static Refusal unavailable(Exception cause) {
        LOGGER.log(System.Logger.Level.WARNING, "the database did not take a command", cause);
        return unavailable("the database is away: try again");
    }

    private static Refusal unavailable(String detail) {
        return Refusal.of(503, "unavailable", "Unavailable", detail);
    }

    static Refusal taken() {
        return Refusal.of(409, "conflict", "Conflict", "another one has this id or name: choose a new one");
    }

    static Refusal keyReused() {
        return Refusal.of(
                422,
                "idempotency_key_reused",
                "Idempotency key reused",
                "this `Idempotency-Key` was used for another request: use a new one");
    }
}
