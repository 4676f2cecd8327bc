package dev.mandate.gateway.decision;

import dev.mandate.engine.Reason;
import dev.mandate.protocol.problem.Problem;
import java.util.Map;
import java.util.Optional;

/** The call is answered here and goes no further. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What becomes of the connection after the answer. */
    public enum Connection {
        /** The next request may follow, once the rest of this one was read. */
        KEPT,
        /** It is closed once the rest of the request was read, or some time later. */
        CLOSED,
        /** It is closed at once: nothing more can be read of it. */
        BROKEN
    }

    private final int step;
    private final Connection connection;
    private final transient Problem problem;
    private final transient Map<String, String> headers;
    private final transient Optional<Reason> reason;

    private Refused(
            Connection connection, int step, Problem problem, Map<String, String> headers, Optional<Reason> reason) {
        // no stack trace: this is an answer to a caller, made at the caller's pace
        super(problem.detail(), null, false, false);
        this.connection = connection;
        this.step = step;
        this.problem = problem;
        this.headers = Map.copyOf(headers);
        this.reason = reason;
    }

    /** A decision, or that there can be none yet; it is recorded. */
    static Refused decided(int step, Reason reason, Problem problem, Map<String, String> headers) {
        return new Refused(
                step == 0 ? Connection.CLOSED : Connection.KEPT, step, problem, headers, Optional.of(reason));
    }

    /** A failure of the exchange that says nothing of the caller's rights; it is not recorded. */
    public static Refused failed(Problem problem, Map<String, String> headers) {
        return new Refused(Connection.KEPT, 7, problem, headers, Optional.empty());
    }

    /** Returns the same refusal, after which the connection is closed. */
    Refused closing() {
        return new Refused(Connection.CLOSED, step, problem, headers, reason);
    }

    /** Returns the same refusal for a request of which nothing more can be read. */
    public Refused broken() {
        return new Refused(Connection.BROKEN, step, problem, headers, reason);
    }

    /** Returns what becomes of the connection after the answer. */
    public Connection connection() {
        return connection;
    }

    /** The step of the decision that answered. */
    public int step() {
        return step;
    }

    public Problem problem() {
        return problem;
    }

    /** Returns the headers of the answer that are added to the usual ones. */
    public Map<String, String> headers() {
        return headers;
    }

    public Optional<Reason> reason() {
        return reason;
    }
}
