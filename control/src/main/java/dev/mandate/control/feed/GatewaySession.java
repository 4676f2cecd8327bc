package dev.mandate.control.feed;

import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.chain.Chain;
import dev.mandate.protocol.feed.Moment;
import dev.mandate.protocol.form.Digest;
import dev.mandate.protocol.frame.Positions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * What a node remembers of one gateway: where it is with each stream that it follows, what came for it that its sender has
 * not taken yet, and nothing else. Safe to share between threads; positions are written by the sender alone.
 */
final class GatewaySession {
    /**
     * The gateway that opened a session.
     *
     * @param key hash of what it authenticated with
     * @param admitted whether it may still connect
     */
    record Gateway(String name, Digest key, BooleanSupplier admitted) {}

    /** A gateway's mark, with when it came. */
    record Mark(long value, long arrivedNanos) {
        /** Whether a read that began then began after it had come. */
        boolean before(Moment read) {
            return read.nanos() - arrivedNanos >= 0;
        }
    }

    /**
     * What came since the sender looked last.
     *
     * @param told by the gateway, in order
     * @param moved streams that it follows
     */
    record News(List<Positions> told, Set<TenantId> moved) {}

    /** The outcome of a gateway's report of its positions. */
    enum Reception {
        TAKEN,
        /** Something before it was lost, or it is not how a connection begins: the gateway must begin anew. */
        OUT_OF_ORDER
    }

    private final String name;
    private final Gateway gateway;
    private final Map<TenantId, Positions.At> positions = new ConcurrentHashMap<>();
    private final Semaphore news = new Semaphore(0);
    private List<Positions> told = new ArrayList<>();
    private Set<TenantId> moved = new HashSet<>();
    private volatile Optional<Mark> mark = Optional.empty();
    private volatile Optional<Long> answered = Optional.empty();
    private volatile boolean closed;

    GatewaySession(String name, Gateway gateway) {
        this.name = name;
        this.gateway = gateway;
    }

    String name() {
        return name;
    }

    /** Returns the gateway as the guard of {@code /internal} named it, for log lines. */
    String gateway() {
        return gateway.name();
    }

    boolean isOf(Digest other) {
        return gateway.key().equals(other);
    }

    /** Begins with a stream, unless the gateway repeats what it began with before; returns whether it did. */
    boolean begin(TenantId stream, Positions.At at) {
        if (at(stream).follow() == at.follow() && positions.containsKey(stream)) {
            return false;
        }
        positions.put(stream, at);
        return true;
    }

    void drop(TenantId stream) {
        positions.remove(stream);
    }

    void sent(TenantId stream, Positions.At at) {
        positions.put(stream, at);
    }

    Set<TenantId> followed() {
        return positions.keySet();
    }

    /** Where the gateway is, with all that was sent; at the beginning of a stream that it does not follow. */
    Positions.At at(TenantId stream) {
        Positions.At at = positions.get(stream);
        return at == null ? new Positions.At(0, 0, Chain.genesis(stream)) : at;
    }

    /** Takes what the gateway says, once; what came before is taken for said. */
    synchronized Reception tell(Positions positions) {
        long due = mark.map(m -> m.value() + 1).orElse(positions.mark());
        // INVARIANT: compared by difference, as the first mark may be any
        if (positions.mark() - due < 0) {
            return Reception.TAKEN;
        }
        if (positions.mark() != due || positions.anew() == mark.isPresent()) {
            return Reception.OUT_OF_ORDER;
        }
        told.add(positions);
        mark = Optional.of(new Mark(positions.mark(), System.nanoTime()));
        wake();
        return Reception.TAKEN;
    }

    /** A stream that the gateway follows moved, or can be followed no further. */
    synchronized void moved(TenantId stream) {
        moved.add(stream);
        wake();
    }

    synchronized News news() {
        News taken = new News(told, moved);
        told = new ArrayList<>();
        moved = new HashSet<>();
        return taken;
    }

    /** Whether the gateway's newest mark came before a read that began then, and was not sent back yet. */
    boolean owes(Moment read) {
        return mark.filter(m -> m.before(read))
                .filter(m -> !answered.equals(Optional.of(m.value())))
                .isPresent();
    }

    /** The mark to send back with what a read found that began then: the newest that came before, as far as is known. */
    Optional<Long> answer(Moment read) {
        answered = mark.filter(m -> m.before(read)).map(Mark::value).or(() -> answered);
        return answered;
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
        return closed || !gateway.admitted().getAsBoolean();
    }

    void close() {
        closed = true;
        wake();
    }
}
