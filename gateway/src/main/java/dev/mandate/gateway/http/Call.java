package dev.mandate.gateway.http;

import dev.mandate.engine.Reason;
import dev.mandate.gateway.decision.AccessRequest;
import dev.mandate.gateway.decision.Findings;
import dev.mandate.gateway.subject.LastCredential;
import dev.mandate.protocol.record.DecisionId;
import dev.mandate.protocol.record.DecisionRecord;
import io.netty.handler.codec.http.HttpRequest;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One call over HTTP, and what became of it. Confined to its event loop. While the decision waits, only the decider uses the
 * findings.
 */
public final class Call {
    /** The header of every answer. */
    public static final String DECISION_HEADER = DecisionId.HEADER;

    /** Is told what happens to a call while it is passed on. */
    public interface Watcher {
        /** The caller left. */
        void left();

        /** The caller takes more of the answer. */
        void writable();

        /**
         * Some time has passed.
         *
         * @param nanos now, by {@link System#nanoTime}
         */
        void check(long nanos);
    }

    private final String id;
    private final long arrivalNanos = System.nanoTime();
    private final HttpRequest head;
    private final Connection connection;
    private final Findings findings = new Findings();
    private final RequestBody body;
    private @Nullable CallAnswer answer;
    private @Nullable Watcher watcher;
    private Runnable finished = () -> {};
    private String outcome = "error";
    private long decidedNanos;

    /**
     * What a call's connection tells.
     *
     * @param address the caller's, as text
     * @param second whether it speaks HTTP/2
     * @param last the credential that came last
     */
    public record Connection(String address, boolean second, LastCredential last) {}

    Call(String id, HttpRequest head, RequestBody body, Connection connection) {
        this.id = id;
        this.head = head;
        this.body = body;
        this.connection = connection;
    }

    void answeredBy(CallAnswer answer) {
        this.answer = answer;
    }

    public String id() {
        return id;
    }

    public HttpRequest head() {
        return head;
    }

    public String method() {
        return head.method().name();
    }

    public String address() {
        return connection.address();
    }

    /** Whether it came over HTTP/2. */
    public boolean isSecond() {
        return connection.second();
    }

    public RequestBody body() {
        return body;
    }

    public CallAnswer answer() {
        return Objects.requireNonNull(answer);
    }

    /** Sets what is told the call's events from now on; null for nothing. */
    public void watchedBy(@Nullable Watcher next) {
        watcher = next;
    }

    @Nullable
    Watcher watcher() {
        return watcher;
    }

    /** Runs this once the call was answered, or its caller left. */
    public void whenFinished(Runnable then) {
        finished = then;
    }

    void finish() {
        finished.run();
    }

    /** Whether the caller waits for {@code 100 Continue} before it sends its body (RFC 9110, section 10.1.1). */
    public boolean awaitsContinue() {
        return "100-continue".equalsIgnoreCase(head.headers().get("Expect"));
    }

    /** When it arrived, by {@link System#nanoTime}. */
    public long arrivalNanos() {
        return arrivalNanos;
    }

    /** Returns what is to be decided. */
    public AccessRequest request() {
        return new AccessRequest(
                method(),
                head.uri(),
                new RequestHeaders(head.headers()),
                connection.address(),
                arrivalNanos,
                connection.last());
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
        if (answer != null && answer.isOver()) {
            return;
        }
        outcome = code;
        if (decidedNanos == 0) {
            decidedNanos = System.nanoTime();
        }
    }

    /** The caller left before the answer was complete. */
    void left() {
        outcome = "caller_left";
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
        return findings.record(new Findings.Denial(id, at, method(), step, reason), named);
    }
}
