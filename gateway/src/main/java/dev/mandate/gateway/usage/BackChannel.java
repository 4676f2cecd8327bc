package dev.mandate.gateway.usage;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mandate.gateway.upstream.ControlLink;
import dev.mandate.protocol.record.DecisionRecord;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** Tells the control plane of denials and hidden outcomes, in batches, one at a time, without ever holding up a call. */
public final class BackChannel {
    private static final String PATH = "/internal/decisions";
    private static final int BATCH = 500;
    private static final long PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;

    private final Vertx vertx;
    /** All sending happens here, so that one batch is on its way at a time and in order. */
    private final Context context;

    private final ControlLink control;
    private final RecordBuffer buffer;
    private final JsonMapper json = JsonMapper.builder()
            .changeDefaultPropertyInclusion(i -> i.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();
    private Future<Void> sending = Future.succeededFuture();
    private volatile boolean closed;

    public BackChannel(Vertx vertx, ControlLink control, int most) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.control = control;
        this.buffer = new RecordBuffer(most);
    }

    public void start() {
        context.runOnContext(here -> later(PAUSE_MILLIS));
    }

    /** May be called on any thread. */
    public void take(DecisionRecord record) {
        buffer.add(record);
    }

    private void later(long pauseMillis) {
        vertx.setTimer(pauseMillis, now -> {
            if (!closed) {
                sending = flush();
                sending.onComplete(
                        sent -> later(PAUSE_MILLIS), failed -> later(Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS)));
            }
        });
    }

    /** Sends all that waits; what could not be sent waits on. */
    private Future<Void> flush() {
        List<DecisionRecord> batch = buffer.take(BATCH);
        if (batch.isEmpty()) {
            return Future.succeededFuture();
        }
        return control.post(PATH, json.writeValueAsBytes(batch))
                .onFailure(failed -> buffer.putBack(batch))
                .compose(sent -> flush());
    }

    /** Lets the batch that is on its way arrive, and sends what waits, once. */
    public Future<Void> close() {
        closed = true;
        Promise<Void> sent = Promise.promise();
        context.runOnContext(here -> sending.transform(before -> flush()).onComplete(sent));
        return sent.future();
    }

    /** Records that found no room. */
    public long dropped() {
        return buffer.dropped();
    }
}
