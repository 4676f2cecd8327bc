package dev.mandate.protocol.feed;

import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.state.Snapshot;
import dev.mandate.protocol.chain.SealedEntry;
import dev.mandate.protocol.form.MalformedForm;
import dev.mandate.protocol.frame.Frame;
import dev.mandate.protocol.frame.Positions;
import dev.mandate.protocol.snapshot.SnapshotForm;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Applies frames to the followed streams. One thread takes frames; follows, drops and reads may come from any thread.
 *
 * <p>A step that cannot be applied, for whatever reason, stops its stream and no other. The connection stays open.
 */
final class Fold {
    private static final System.Logger LOGGER = System.getLogger(Fold.class.getName());
    private static final long MOST_HELD = 1L << 26;
    private static final long SMALL = 1_024;

    private final Map<TenantId, StreamState> streams = new ConcurrentHashMap<>();
    private final BiFunction<StreamState, SealedEntry, StreamState> next;
    private final Held held;
    private final AtomicLong forks = new AtomicLong();
    private final AtomicLong unknown = new AtomicLong();
    private final Runnable onMove;
    private final Runnable onFork;
    private StateAgeClock echo = new StateAgeClock();

    Fold(Runnable onMove, Runnable onFork) {
        this(onMove, onFork, MOST_HELD, StreamState::next);
    }

    /**
     * @param mostHeld the maximum number of bytes that wait for the platform
     * @param next returns a stream's state after its next entry
     */
    Fold(Runnable onMove, Runnable onFork, long mostHeld, BiFunction<StreamState, SealedEntry, StreamState> next) {
        this.next = next;
        this.onMove = onMove;
        this.onFork = onFork;
        this.held = new Held(mostHeld);
        follow(TenantId.PLATFORM);
    }

    boolean follow(TenantId stream) {
        return streams.putIfAbsent(stream, StreamState.unknown(stream)) == null;
    }

    void restore(Map<TenantId, StreamState> stored) {
        streams.putAll(stored);
    }

    boolean drop(TenantId stream) {
        return streams.remove(stream) != null;
    }

    @Nullable
    StreamState get(TenantId stream) {
        return streams.get(stream);
    }

    Set<TenantId> followed() {
        return Set.copyOf(streams.keySet());
    }

    /** Returns the streams that do not move, each with the reason. */
    Map<TenantId, String> stopped() {
        Map<TenantId, String> stopped = new HashMap<>();
        streams.forEach((stream, followed) -> {
            FeedStop stop = followed.stop();
            if (stop != null) {
                stopped.put(stream, stop.toString());
            }
        });
        return stopped;
    }

    /** Starts to follow again each stopped stream whose pause is over. Returns these streams: their positions are due. */
    Set<TenantId> retry() {
        Set<TenantId> due = streams.entrySet().stream()
                .filter(e -> e.getValue().isDue())
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
        due.forEach(stream -> streams.computeIfPresent(stream, (s, f) -> f.isDue() ? f.retried() : f));
        return due;
    }

    long forks() {
        return forks.get();
    }

    long unknown() {
        return unknown.get();
    }

    /**
     * Returns all streams, each with a fixed moment of completeness. Tenants are read first and the platform last, so
     * that its revision is not below what any tenant needs.
     */
    Map<TenantId, StreamState> all() {
        Map<TenantId, StreamState> all = new HashMap<>();
        streams.keySet().forEach(stream -> freeze(stream, all));
        freeze(TenantId.PLATFORM, all);
        return all;
    }

    /** INVARIANT: the moment is read before the snapshot, so the snapshot is at least as recent as the moment says */
    private void freeze(TenantId stream, Map<TenantId, StreamState> into) {
        StreamState before = streams.get(stream);
        Moment complete = before == null ? null : before.complete();
        StreamState now = streams.get(stream);
        if (now != null) {
            into.put(stream, now.frozen(complete));
        }
    }

    /** Returns the position in each stream, to send on a new connection. */
    Map<TenantId, Positions.At> positions() {
        Map<TenantId, Positions.At> positions = new HashMap<>();
        streams.forEach((stream, followed) -> positions.put(stream, followed.at()));
        return positions;
    }

    /** Switches to another connection, which vouches for nothing yet. */
    void connected(StateAgeClock connection) {
        streams.replaceAll((stream, followed) -> followed.again());
        held.clear();
        echo = connection;
    }

    /**
     * Returns the stream's head, if it was read from the primary after this value of {@link System#nanoTime}; empty
     * otherwise.
     */
    OptionalLong confirmedHead(TenantId stream, long nanos) {
        StreamState before = streams.get(stream);
        StateAgeClock by = before == null ? null : before.echo();
        Moment complete = by == null ? null : by.complete();
        if (complete == null || complete.nanos() - nanos < 0) {
            return OptionalLong.empty();
        }
        // INVARIANT: the moment is read before the snapshot, so the snapshot is at least as recent as the moment says
        StreamState now = streams.get(stream);
        return now != null && now.echo() == by ? OptionalLong.of(now.revision()) : OptionalLong.empty();
    }

    /** Applies a frame. */
    void take(Frame frame) {
        switch (frame) {
            case Frame.Hello f -> {}
            case Frame.Next f -> next(f);
            case Frame.Whole f -> whole(f);
            case Frame.Heartbeat f -> heartbeat(f);
            case Frame.Withheld f -> step(f.stream(), f.follow(), new Needs(0, SMALL), now -> stop(now, f.reason()));
            case Frame.Unknown f -> unknown.incrementAndGet();
        }
    }

    private void next(Frame.Next frame) {
        SealedEntry entry = frame.entry();
        TenantId stream = entry.heading().stream();
        long size = SMALL + entry.changes().length();
        step(stream, frame.follow(), new Needs(entry.heading().platformRevision(), size), now -> next(now, entry));
    }

    private void whole(Frame.Whole frame) {
        Needs needs = new Needs(frame.platform(), SMALL + frame.snapshot().length());
        step(frame.stream(), frame.at().follow(), needs, now -> whole(now, frame));
    }

    /**
     * What a step needs before it can be applied: the platform's revision, and the bytes that it occupies while it
     * waits.
     */
    private record Needs(long platform, long size) {}

    /** INVARIANT: no step is applied before the platform has the revision that its rules saw, and none out of order */
    private void step(TenantId stream, long follow, Needs needs, Consumer<StreamState> change) {
        Held.Step step = () -> {
            StreamState now = streams.get(stream);
            // ignore a step for a stream that was dropped and followed again since
            if (now != null && now.follow() == follow && !now.stopped()) {
                change.accept(now);
            }
        };
        if (!held.has(follow) && needs.platform() <= platformRevision()) {
            step.take();
        } else if (!held.add(follow, needs.platform(), needs.size(), step)) {
            stop(stream, follow, "too many bytes wait for the platform's revision `" + needs.platform() + "`");
        }
    }

    private long platformRevision() {
        StreamState platform = streams.get(TenantId.PLATFORM);
        return platform == null ? 0 : platform.revision();
    }

    private void next(StreamState now, SealedEntry entry) {
        if (entry.revision() <= now.revision()) {
            return;
        }
        if (entry.revision() != now.revision() + 1 || !entry.follows(now.hash())) {
            stop(now, "entry `" + entry.revision() + "` does not follow revision `" + now.revision() + "`");
            return;
        }
        publish(now, () -> next.apply(now, entry));
    }

    private void whole(StreamState now, Frame.Whole frame) {
        boolean moved = publish(now, () -> replaced(now, frame));
        // a fork whose snapshot cannot be applied is requested again, and is one fork
        if (frame.fork() && (moved || now.stop() == null)) {
            LOGGER.log(
                    System.Logger.Level.ERROR,
                    "the log of `" + frame.stream() + "` forked: its state is replaced by the new history");
            onFork.run();
            forks.incrementAndGet();
        }
    }

    private static StreamState replaced(StreamState now, Frame.Whole frame) {
        Snapshot snapshot = SnapshotForm.read(frame.snapshot());
        if (!snapshot.stream().equals(frame.stream())
                || snapshot.revision() != frame.at().revision()) {
            throw new MalformedForm("the snapshot is not of the announced stream and revision");
        }
        return now.replaced(snapshot, frame.at().hash(), frame.fork());
    }

    private void heartbeat(Frame.Heartbeat frame) {
        for (TenantId stream : frame.gone()) {
            StreamState now = streams.get(stream);
            if (now != null) {
                step(stream, now.follow(), new Needs(0, SMALL), f -> set(f.alone()));
            }
        }
        frame.heads().forEach((stream, at) -> step(stream, at.follow(), new Needs(0, SMALL), now -> vouch(now, at)));
        // INVARIANT: last, so that the new moment never covers a stream that is missing data or is no longer vouched
        // for
        frame.mark().ifPresent(echo::heard);
        onMove.run();
    }

    /** INVARIANT: a heartbeat comes after everything that it vouches for, so a head that did not arrive was lost. */
    private void vouch(StreamState now, Positions.At at) {
        if (now.at().equals(at)) {
            set(now.vouchedBy(echo));
        } else {
            stop(now, "revision `" + at.revision() + "` never came");
        }
    }

    /** Stores the new state, unless the stream was dropped or followed again since. */
    private void set(StreamState next) {
        streams.computeIfPresent(next.stream(), (s, f) -> f.follow() == next.follow() ? next : f);
    }

    /**
     * Publishes a stream's next state. Returns whether it could be computed.
     *
     * <p>INVARIANT: whatever computing it throws stops this stream, and no other.
     */
    private boolean publish(StreamState now, Supplier<StreamState> next) {
        StreamState made;
        try {
            made = next.get();
        } catch (RuntimeException | Error e) {
            LOGGER.log(System.Logger.Level.DEBUG, "stream `" + now.stream() + "` cannot be moved", e);
            stop(now, MalformedForm.reason(e));
            return false;
        }
        set(made);
        if (made.stream().equals(TenantId.PLATFORM)) {
            held.release(made.revision());
        }
        onMove.run();
        return true;
    }

    private void stop(StreamState now, String reason) {
        stop(now.stream(), now.follow(), reason);
    }

    private void stop(TenantId stream, long follow, String reason) {
        held.forget(follow);
        StreamState before = streams.get(stream);
        if (before == null || before.follow() != follow) {
            return;
        }
        StreamState stopped = before.stop(reason);
        set(stopped);
        // a stream that is requested again and fails again is logged once
        boolean known = before.stop() != null && before.stop().reason().equals(reason);
        LOGGER.log(
                known ? System.Logger.Level.DEBUG : System.Logger.Level.ERROR,
                "stream `" + stream + "` is stopped and its state ages until a repeated request succeeds, "
                        + stopped.stop());
    }
}
