package dev.mandate.gateway.usage;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mandate.gateway.GatewaySettings;
import dev.mandate.gateway.upstream.ControlLink;
import dev.mandate.protocol.record.DecisionRecord;
import dev.mandate.protocol.record.RecordBuffer;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends records of denials and hidden outcomes to the control plane, in batches, one at a time, without ever holding up a call.
 *
 * <p>A batch that cannot be sent now is sent again after a pause that doubles, with jitter. A batch that the control plane refuses for
 * what it holds is halved until the records that it refuses are alone; those are dropped and counted, and hold up no others. A pause follows
 * each refusal.
 */
public final class BackChannel {
    private static final String PATH = "/internal/decisions";
    private static final long PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;
    /** What a repair of the gateway's key, of a load balancer or of its pace mends: the same batch is sent again. */
    private static final Set<Integer> SENT_AGAIN = Set.of(401, 403, 404, 408, 425, 429);

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
    private Future<Void> sending = Future.succeededFuture();
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
        vertx.setTimer(jittered(pauseMillis), now -> {
            if (!closed) {
                sending = flush();
                sending.onComplete(
                        sent -> later(PAUSE_MILLIS), failed -> later(Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS)));
            }
        });
    }

    /** Half of it to one and a half, so that gateways do not return all at once. */
    private static long jittered(long millis) {
        return millis / 2 + ThreadLocalRandom.current().nextLong(millis + 1);
    }

    /** Sends all that waits; what could not be sent waits on. */
    private Future<Void> flush() {
        log.dropped(buffer.figures().full());
        List<DecisionRecord> batch = buffer.take(settings.records(), settings.bytes() - 2);
        if (batch.isEmpty()) {
            return Future.succeededFuture();
        }
        return send(batch).compose(sent -> flush());
    }

    /** Fails if the batch is to be sent again, and has put it back then. */
    private Future<Void> send(List<DecisionRecord> batch) {
        return post(batch).transform(sent -> {
            if (sent.succeeded()) {
                log.sent(batch.size());
                return Future.succeededFuture();
            }
            if (isRefused(sent.cause())) {
                return apart(batch, sent.cause());
            }
            buffer.putBack(batch);
            log.failed(sent.cause());
            return Future.failedFuture(sent.cause());
        });
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

    private Future<Void> apart(List<DecisionRecord> batch, Throwable cause) {
        if (batch.size() == 1) {
            log.refused(batch.getFirst(), cause);
            return pause();
        }
        List<DecisionRecord> first = batch.subList(0, batch.size() / 2);
        List<DecisionRecord> second = batch.subList(batch.size() / 2, batch.size());
        return pause().compose(over -> send(first))
                .onFailure(failed -> buffer.putBack(second))
                .compose(sent -> send(second));
    }

    /** After each refusal, so that a control plane that refuses everything is asked a few times a second. None while closing. */
    private Future<Void> pause() {
        return closed ? Future.succeededFuture() : vertx.timer(jittered(PAUSE_MILLIS), TimeUnit.MILLISECONDS);
    }

    /** Lets the batch that is on its way arrive, and sends what waits, once. */
    public Future<Void> close() {
        closed = true;
        Promise<Void> sent = Promise.promise();
        context.runOnContext(here -> sending.transform(before -> flush()).onComplete(sent));
        return sent.future();
    }

    /** Returns how it goes now. May be called on any thread. */
    public Delivery delivery() {
        return log.delivery(buffer.figures());
    }
}
