package dev.mandate.control.log;

import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.problem.ProblemCode;
import java.sql.SQLException;

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
        String reason = reason(cause);
        LOGGER.log(System.Logger.Level.WARNING, reason + ": " + lastCause(cause).getMessage());
        return unavailable(reason + ": try again");
    }

    /** What an operator can mend, by SQLSTATE (PostgreSQL, appendix A). */
    private static String reason(Throwable cause) {
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (t instanceof SQLException sql && sql.getSQLState() != null) {
                switch (sql.getSQLState()) {
                    case "53100" -> {
                        return "the database's disk is full";
                    }
                    case "25006" -> {
                        return "the database is read-only";
                    }
                    default -> {
                        // another cause may say more
                    }
                }
            }
        }
        return "the database is away";
    }

    private static Throwable lastCause(Throwable cause) {
        Throwable last = cause;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        return last;
    }

    private static Refusal unavailable(String detail) {
        return Refusal.of(ProblemCode.UNAVAILABLE, detail);
    }

    static Refusal format(int needed, int inForce) {
        return Refusal.of(
                ProblemCode.LOG_FORMAT,
                "this needs log format " + needed + ", and " + inForce
                        + " is in force: once every node runs this release,"
                        + " an operator raises it with `mandate log format --raise " + needed
                        + "` (`POST /api/v1/log-format`)");
    }

    static Refusal taken() {
        return Refusal.of(ProblemCode.CONFLICT, "another one has this id or name: choose a new one");
    }

    static Refusal keyUsed() {
        return Refusal.of(
                ProblemCode.IDEMPOTENCY_KEY_USED,
                "the request with this `Idempotency-Key` was carried out, and what it was about was removed since:"
                        + " to do it again, use a new key");
    }

    static Refusal keyReused() {
        return Refusal.of(
                ProblemCode.IDEMPOTENCY_KEY_REUSED,
                "this `Idempotency-Key` was used for another request: use a new one");
    }
}
