package dev.mandate.control.log.command;

import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.problem.ProblemCode;
import java.sql.SQLException;

/** Refusals of the log itself. */
public final class LogRefusals {
    private static final System.Logger LOGGER = System.getLogger(LogRefusals.class.getName());

    private LogRefusals() {}

    /** Returns the 503 of a command that lost to other writers on every try. */
    public static Refusal contended(TenantId stream) {
        return unavailable("others write to `" + stream + "` at the same time: try again");
    }

    /** Returns the 503 of a command whose turn did not come in time. */
    public static Refusal queued(TenantId stream) {
        return unavailable("too many commands wait for `" + stream + "`: try again");
    }

    /** Returns the 503 of a stream that this node cannot follow. */
    public static Refusal stopped(TenantId stream) {
        return unavailable("the log of `" + stream + "` cannot be followed by this node: see its readiness");
    }

    /** Returns the 503 of a failed database access, and logs the reason. */
    public static Refusal unavailable(Exception cause) {
        String reason = reason(cause);
        LOGGER.log(System.Logger.Level.WARNING, reason + ": " + lastCause(cause).getMessage());
        return unavailable(reason + ": try again");
    }

    /** Faults that an operator can repair, by SQLSTATE (PostgreSQL, appendix A). */
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

    /** Returns the 409 of changes that need a newer log format than the one in force. */
    public static Refusal format(int needed, int inForce) {
        return Refusal.of(
                ProblemCode.LOG_FORMAT,
                "this needs log format " + needed + ", and " + inForce
                        + " is in force: once every node runs this release,"
                        + " an operator raises it with `mandate log format --raise " + needed
                        + "` (`POST /api/v1/log-format`)");
    }

    /** Returns the 409 of a side write whose unique key exists. */
    public static Refusal taken() {
        return Refusal.of(ProblemCode.CONFLICT, "another one has this id or name: choose a new one");
    }

    /** Returns the 409 of a repeat whose first request made or changed something that was removed since. */
    public static Refusal keyUsed() {
        return Refusal.of(
                ProblemCode.IDEMPOTENCY_KEY_USED,
                "the request with this `Idempotency-Key` was carried out, and what it was about was removed since:"
                        + " to do it again, use a new key");
    }

    /** Returns the 422 of an idempotency key that was used for another request. */
    public static Refusal keyReused() {
        return Refusal.of(
                ProblemCode.IDEMPOTENCY_KEY_REUSED,
                "this `Idempotency-Key` was used for another request: use a new one");
    }
}
