package dev.mandate.gateway.http;

import dev.mandate.gateway.wire.Sending;
import org.jspecify.annotations.Nullable;

/** Ends a caller's connection, or its call, when it takes too long. Confined to its event loop. */
final class CallerTimer extends Deadlines.Timed {
    private static final double SECOND = 1e9;

    private final CallerConnection connection;
    private final CallerLimits limits;
    private final Deadlines deadlines;
    /** When bytes of the caller came last. */
    private long heard;
    /** When the call, or the time between two, began. */
    private long since;
    /** How long bytes of the body were waited for. */
    private long waited;
    /** When a part of a head was seen first; 0 if none was. */
    private long headSince;
    /** When the caller took something of the answer last. */
    private long taken;

    private long checked;

    CallerTimer(CallerConnection connection, CallerLimits limits, Deadlines deadlines) {
        this.connection = connection;
        this.limits = limits;
        this.deadlines = deadlines;
        this.heard = deadlines.nanos();
        this.since = heard;
        this.taken = heard;
        this.checked = heard;
    }

    /** Bytes of the caller came, or are waited for again. */
    void heard() {
        heard = deadlines.nanos();
    }

    long heardLast() {
        return heard;
    }

    /** A call begins, or its answer is complete and its body is not. */
    void begun() {
        since = deadlines.nanos();
        taken = since;
        waited = 0;
    }

    /** A call is over. */
    void ended() {
        since = deadlines.nanos();
        heard = since;
        headSince = 0;
    }

    @Override
    protected void check(long now) {
        long step = now - Math.max(checked, since);
        checked = now;
        Call call = connection.call();
        if (call == null) {
            between(now);
        } else if (connection.isDraining()) {
            if (now - since > limits.lingerTime().toNanos()) {
                Sending.close(connection.context());
            }
        } else {
            during(call, now, step);
        }
    }

    private void between(long now) {
        if (!connection.isInsideHead()) {
            headSince = 0;
            if (now - heard > limits.idle().toNanos()) {
                Sending.close(connection.context());
            }
        } else if (headSince == 0) {
            headSince = now;
        } else if (now - headSince > limits.headTime().toNanos()) {
            connection.refuseHead();
        }
    }

    private void during(Call call, long now, long step) {
        if (connection.context().channel().isWritable()) {
            taken = now;
        } else if (now - taken > limits.idle().toNanos()) {
            connection.breakOff();
            return;
        }
        RequestBody body = call.body();
        if (!body.isOver() && connection.isReading()) {
            waited += step;
            if (isLate(body, now)) {
                connection.refuseBody(body);
                return;
            }
        }
        Call.@Nullable Watcher watcher = call.watcher();
        if (watcher != null) {
            watcher.check(now);
        }
    }

    /** A body that is waited for must come, and not too slowly. */
    private boolean isLate(RequestBody body, long now) {
        long stall = limits.bodyStall().toNanos();
        return now - heard > stall || body.seen() < limits.bodyRate() * ((waited - stall) / SECOND);
    }
}
