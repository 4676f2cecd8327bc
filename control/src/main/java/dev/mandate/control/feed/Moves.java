package dev.mandate.control.feed;

import dev.mandate.control.log.follow.Streams;
import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.feed.Moment;
import dev.mandate.protocol.form.Digest;
import dev.mandate.protocol.worker.Worker;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Finds which followed streams moved, once for all gateways of this node, and notifies the sessions that follow them. So a sender's
 * work is proportional to what moved, and a stream that nobody follows costs nothing.
 *
 * <p>One thread compares the followed streams after each move and each read of the primary, and then rests twice as long as that
 * took: it takes at most a third of a core, however many streams there are.
 */
final class Moves implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final int REST = 2;

    /**
     * Where a stream ends.
     *
     * @param follows whether this node can follow it further
     */
    record End(long revision, Digest hash, boolean follows) {}

    /** A stream that is followed. The end is the looker's own. */
    private static final class Watched {
        private final Set<GatewaySession> by = new HashSet<>();
        private volatile Optional<End> end = Optional.empty();
    }

    private final Streams streams;
    private final Map<TenantId, Watched> watched = new ConcurrentHashMap<>();
    private final Set<GatewaySession> sessions = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean moved = new AtomicBoolean();
    private final Streams.Listening listening;
    private final Worker worker;
    private volatile Moment told;

    Moves(Streams streams) {
        this.streams = streams;
        this.told = streams.complete();
        this.worker = new Worker("feed-moves", LOOK, this::turn);
        this.listening = streams.onMove(this::moved);
        worker.start();
    }

    /**
     * When the last good read of the primary began of which everybody was told.
     *
     * <p>INVARIANT: of every stream that is not where this read found it, its followers have been told since.
     */
    Moment told() {
        return told;
    }

    /** Where the stream ends; empty if there is none. */
    Optional<End> end(TenantId stream) {
        return streams.head(stream).map(h -> new End(h.revision(), h.hash(), !streams.stopped(stream)));
    }

    void join(GatewaySession session) {
        sessions.add(session);
    }

    void leave(GatewaySession session, Set<TenantId> followed) {
        sessions.remove(session);
        followed.forEach(stream -> unfollow(stream, session));
    }

    /** To be called before the session's sender asks for the end. */
    void follow(TenantId stream, GatewaySession session) {
        watched.compute(stream, (s, known) -> {
            Watched now = known == null ? new Watched() : known;
            now.by.add(session);
            return now;
        });
    }

    void unfollow(TenantId stream, GatewaySession session) {
        watched.computeIfPresent(stream, (s, now) -> {
            now.by.remove(session);
            return now.by.isEmpty() ? null : now;
        });
    }

    private void moved() {
        moved.set(true);
        worker.wake();
    }

    Worker worker() {
        return worker;
    }

    private void turn() throws InterruptedException {
        boolean signalled = moved.getAndSet(false);
        Moment complete = streams.complete();
        if (signalled || !complete.equals(told)) {
            long begun = System.nanoTime();
            tryLook(complete);
            TimeUnit.NANOSECONDS.sleep(REST * (System.nanoTime() - begun));
        }
    }

    /** A look that fails is repeated; until then nothing newer is vouched for. */
    private void tryLook(Moment complete) {
        try {
            look(complete);
        } catch (RuntimeException | Error e) {
            moved.set(true);
            throw e;
        }
    }

    /** INVARIANT: the moment was taken before any end is looked at. */
    private void look(Moment complete) {
        watched.keySet().forEach(this::compare);
        told = complete;
        for (GatewaySession session : sessions) {
            if (session.owes(complete)) {
                session.wake();
            }
        }
    }

    private void compare(TenantId stream) {
        Optional<End> end = end(stream);
        watched.computeIfPresent(stream, (s, known) -> {
            if (!known.end.equals(end)) {
                known.end = end;
                known.by.forEach(session -> session.moved(stream));
            }
            return known;
        });
    }

    @Override
    public void close() {
        listening.close();
        worker.stop(Duration.ZERO);
    }
}
