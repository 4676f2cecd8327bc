package dev.mandate.gateway.http;

import dev.mandate.engine.Reason;
import dev.mandate.gateway.decision.AccessRequest;
import dev.mandate.gateway.decision.Findings;
import dev.mandate.protocol.record.DecisionId;
import dev.mandate.protocol.record.DecisionRecord;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One call over HTTP, and what became of it. Confined to its event loop. While the decision waits, only the decider uses the
 * findings.
 */
public final class Call {
    /** The header of every answer. */
    public static final String DECISION_HEADER = DecisionId.HEADER;

    private final String id = DecisionId.next();
    private final long arrivalNanos = System.nanoTime();
    private final HttpServerRequest http;
    private final Findings findings = new Findings();
    private String outcome = "error";
    private long decidedNanos;

    /** Holds the body back until somebody reads it. */
    public Call(HttpServerRequest http) {
        this.http = http;
        http.pause();
        http.response().putHeader(DECISION_HEADER, id);
    }

    public String id() {
        return id;
    }

    public HttpServerRequest http() {
        return http;
    }

    /** When it arrived, by {@link System#nanoTime}. */
    public long arrivalNanos() {
        return arrivalNanos;
    }

    /** Returns what is to be decided. */
    public AccessRequest request() {
        return new AccessRequest(
                http.method().name(),
                http.uri(),
                new RequestHeaders(http.headers()),
                http.remoteAddress().hostAddress(),
                arrivalNanos);
    }

    /** Returns what the decision found out, as far as it came. */
    public Findings findings() {
        return findings;
    }

    /**
     * Sets the outcome that metrics count: a problem's code, or a word for what is no problem. Does nothing once the call was
     * answered, as that answer's outcome counts.
     */
    public void setOutcome(String code) {
        if (http.response().ended()) {
            return;
        }
        outcome = code;
        if (decidedNanos == 0) {
            decidedNanos = System.nanoTime();
        }
    }

    public String outcome() {
        return outcome;
    }

    /** From arrival to the decision, without the upstream's part. */
    public long nanosToDecision() {
        return decidedNanos - arrivalNanos;
    }

    /** The canonical path, as far as there is one. */
    public Optional<String> path() {
        return findings.path();
    }

    /** Returns what the control plane is sent of a call that was denied. */
    public DecisionRecord record(Instant at, int step, Reason reason) {
        return record(at, step, reason, findings.space());
    }

    /** Returns the same for a call of which the upstream named the space. */
    public DecisionRecord record(Instant at, int step, Reason reason, @Nullable String named) {
        return findings.record(new Findings.Denial(id, at, http.method().name(), step, reason), named);
    }
}
