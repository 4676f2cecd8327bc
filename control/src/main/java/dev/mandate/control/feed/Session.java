package dev.mandate.control.feed;

import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.feed.Positions;
import dev.mandate.protocol.form.Chain;
import dev.mandate.protocol.form.Digest;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** What a node remembers of one gateway: where it is with each stream that it follows, and nothing else. */
final class Session {
    /** A gateway's mark, with when it came. */
    record Mark(long value, long arrivedNanos) {}

    private final Map<TenantId, Positions.At> positions = new ConcurrentHashMap<>();
    private final Semaphore news = new Semaphore(0);
    private volatile Optional<Mark> mark = Optional.empty();
    private volatile boolean closed;

    /** Takes what the gateway says; where both have a position of the same follow, what was sent counts. */
    void tell(Positions told) {
        told.streams().ifPresent(streams -> {
            positions.keySet().retainAll(streams.keySet());
            streams.forEach((stream, at) ->
                    positions.merge(stream, at, (own, other) -> own.follow() == other.follow() ? own : other));
        });
        mark = Optional.of(new Mark(told.mark(), System.nanoTime()));
        wake();
    }

    Set<TenantId> followed() {
        return Set.copyOf(positions.keySet());
    }

    /** Where the gateway is, with all that was sent; at the beginning of a stream that it does not follow any more. */
    Positions.At at(TenantId stream) {
        Positions.At at = positions.get(stream);
        return at == null ? new Positions.At(0, 0, Chain.genesis(stream)) : at;
    }

    /** Was sent, unless the gateway dropped the stream or began anew meanwhile. */
    void sent(TenantId stream, long follow, long revision, Digest hash) {
        positions.computeIfPresent(
                stream, (s, own) -> own.follow() == follow ? new Positions.At(follow, revision, hash) : own);
    }

    Optional<Mark> mark() {
        return mark;
    }

    void wake() {
        news.release();
    }

    /** Waits for news, or that long. */
    void await(Duration longest) throws InterruptedException {
        if (news.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS)) {
            news.drainPermits();
        }
    }

    boolean closed() {
        return closed;
    }

    void close() {
        closed = true;
        wake();
    }
}
