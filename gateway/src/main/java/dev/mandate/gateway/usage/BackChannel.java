package dev.mandate.gateway.usage;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mandate.gateway.setting.GatewaySettings;
import dev.mandate.gateway.upstream.ControlLink;
import dev.mandate.protocol.record.DecisionRecord;
import dev.mandate.protocol.record.RecordBuffer;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends records of denials and hidden outcomes to the control plane, in batches, one at a time, without ever holding up a call.
 *
 * <p>A batch that cannot be sent now is sent again after a pause that doubles, with jitter. A batch that the control plane refuses for
 * what it holds is halved until the records that it refuses are alone; those are dropped and counted, and hold up no others. A pause
 * follows each refusal.
 */
public final class BackChannel {
    private static final String PATH = "/internal/decisions";
    private static final long PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;
    /** Statuses of a temporary fault (key, load balancer, rate): retry the batch. */
    private static final Set<Integer> SENT_AGAIN = Set.of(401, 403, 404, 408, 425, 429);

    /** What became of a batch. */
    private sealed interface Outcome {
        record Sent() implements Outcome {}

        /** Divided, or dropped if it was one record. */
        record Refused() implements Outcome {}

        /** Put back. */
        record Failed(Throwable cause) implements Outcome {}
    }

    private final Vertx vertx;
    /** All sending happens here, so that one batch is on its way at a time and in order. */
    private final Context context;

    private final ControlLink control;
    private final GatewaySettings.Reporting settings;
    private final RecordBuffer buffer;
    private final DeliveryLog log = new DeliveryLog(System::nanoTime);
    private final JsonMapper json = JsonMapper.builder()
            .changeDefaultPropertyInclusion(i -> i.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();
    /** The parts of a refused batch, in order: sent before others. */
    private final Deque<List<DecisionRecord>> parts = new ArrayDeque<>();

    private Future<Outcome> sending = Future.succeededFuture(new Outcome.Sent());
    private volatile boolean closed;

    public BackChannel(Vertx vertx, ControlLink control, GatewaySettings.Reporting settings) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.control = control;
        this.settings = settings;
        this.buffer = new RecordBuffer(settings.waiting(), System::nanoTime);
    }

    public void start() {
        context.runOnContext(here -> later(PAUSE_MILLIS));
    }

    /** May be called on any thread. */
    public void take(DecisionRecord record) {
        buffer.add(record);
    }

    private void later(long pauseMillis) {
        vertx.setTimer(Math.max(1, jittered(pauseMillis)), now -> {
            if (!closed) {
                sending = attempt();
                sending.onSuccess(outcome -> later(pauseAfter(outcome, pauseMillis)));
            }
        });
    }

    private long pauseAfter(Outcome outcome, long before) {
        return switch (outcome) {
            case Outcome.Sent() -> waits() ? 0 : PAUSE_MILLIS;
            // a control plane that refuses every report is asked a few times a second
            case Outcome.Refused() -> PAUSE_MILLIS;
            case Outcome.Failed(Throwable cause) -> Math.clamp(2 * before, PAUSE_MILLIS, LONGEST_PAUSE_MILLIS);
        };
    }

    /** Half of it to one and a half, so that gateways do not return all at once. */
    private static long jittered(long millis) {
        return millis / 2 + ThreadLocalRandom.current().nextLong(millis + 1);
    }

    private boolean waits() {
        return !parts.isEmpty() || buffer.figures().records() > 0;
    }

    /** Sends one batch as {@link #sendNext()} does. INVARIANT: never fails, or no batch would be sent any more. */
    private Future<Outcome> attempt() {
        return Future.succeededFuture().compose(begun -> sendNext()).otherwise(fault -> {
            log.failed(fault);
            return new Outcome.Failed(fault);
        });
    }

    /** Sends one batch, if any waits. INVARIANT: each batch has a turn of its own, or futures would nest without a bound. */
    private Future<Outcome> sendNext() {
        log.dropped(buffer.figures().full());
        List<DecisionRecord> batch =
                parts.isEmpty() ? buffer.take(settings.records(), settings.bytes() - 2) : parts.removeFirst();
        return batch.isEmpty()
                ? Future.succeededFuture(new Outcome.Sent())
                : post(batch).transform(sent -> Future.succeededFuture(outcome(batch, sent.cause())));
    }

    private Outcome outcome(List<DecisionRecord> batch, @Nullable Throwable failure) {
        if (failure == null) {
            log.sent(batch.size());
            return new Outcome.Sent();
        }
        if (isRefused(failure)) {
            divide(batch, failure);
            return new Outcome.Refused();
        }
        parts.addFirst(batch);
        parts.reversed().forEach(buffer::putBack);
        parts.clear();
        log.failed(failure);
        return new Outcome.Failed(failure);
    }

    private void divide(List<DecisionRecord> batch, Throwable failure) {
        int half = batch.size() / 2;
        if (half == 0) {
            log.refused(batch.getFirst(), failure);
        } else {
            parts.addFirst(batch.subList(half, batch.size()));
            parts.addFirst(batch.subList(0, half));
        }
    }

    private Future<Void> post(List<DecisionRecord> batch) {
        // what cannot be written as JSON is refused like what control refuses, or nothing would ever be sent again
        return Future.succeededFuture(batch).map(json::writeValueAsBytes).compose(bytes -> control.post(PATH, bytes));
    }

    private static boolean isRefused(Throwable cause) {
        return switch (cause) {
            case ControlLink.RefusedException refused ->
                refused.status() / 100 == 4 && !SENT_AGAIN.contains(refused.status());
            case tools.jackson.core.JacksonException unwritable -> true;
            default -> false;
        };
    }

    /** Waits for the batch that is being sent, then sends what waits, without pauses, and fails with the first failure. */
    public Future<Void> close() {
        closed = true;
        Promise<Void> done = Promise.promise();
        context.runOnContext(here -> sending.onComplete(before -> drain(done)));
        return done.future();
    }

    private void drain(Promise<Void> done) {
        if (!waits()) {
            done.complete();
            return;
        }
        attempt().onSuccess(outcome -> {
            if (outcome instanceof Outcome.Failed(Throwable cause)) {
                done.fail(cause);
            } else {
                context.runOnContext(next -> drain(done));
            }
        });
    }

    /** Returns the state of delivery now. May be called on any thread. */
    public Delivery delivery() {
        return log.delivery(buffer.figures());
    }
}
