package dev.mandate.protocol.feed;

import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.state.Snapshot;
import dev.mandate.protocol.form.MalformedForm;
import dev.mandate.protocol.form.SealedEntry;
import dev.mandate.protocol.form.SnapshotForm;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Applies frames to the followed streams. One thread takes frames; follows, drops and reads may come from any thread.
 */
final class Fold {
    private static final System.Logger LOGGER = System.getLogger(Fold.class.getName());
    private static final long MOST_HELD = 1L << 26;
    private static final long SMALL = 1_024;

    private final Map<TenantId, Followed> streams = new ConcurrentHashMap<>();
    private final Held held;
    private final AtomicLong forks = new AtomicLong();
    private final AtomicLong unknown = new AtomicLong();
    private final Runnable onMove;
    private final Runnable onFork;
    private Echo echo = new Echo();

    Fold(Runnable onMove, Runnable onFork) {
        this(onMove, onFork, MOST_HELD);
    }

    Fold(Runnable onMove, Runnable onFork, long mostHeld) {
        this.onMove = onMove;
        this.onFork = onFork;
        this.held = new Held(mostHeld);
        follow(TenantId.PLATFORM);
    }

    boolean follow(TenantId stream) {
        return streams.putIfAbsent(stream, Followed.unknown(stream)) == null;
    }

    void restore(Map<TenantId, Followed> stored) {
        streams.putAll(stored);
    }

    boolean drop(TenantId stream) {
        return streams.remove(stream) != null;
    }

    @Nullable
    Followed get(TenantId stream) {
        return streams.get(stream);
    }

    Set<TenantId> followed() {
        return Set.copyOf(streams.keySet());
    }

    Set<TenantId> stopped() {
        return streams.entrySet().stream()
                .filter(e -> e.getValue().stopped())
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
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
    Map<TenantId, Followed> all() {
        Map<TenantId, Followed> all = new HashMap<>();
        streams.keySet().forEach(stream -> freeze(stream, all));
        freeze(TenantId.PLATFORM, all);
        return all;
    }

    /** INVARIANT: the moment is read before the snapshot, so the snapshot is at least as recent as the moment says */
    private void freeze(TenantId stream, Map<TenantId, Followed> into) {
        Followed before = streams.get(stream);
        Moment complete = before == null ? null : before.complete();
        Followed now = streams.get(stream);
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
    void connected(Echo connection) {
        streams.replaceAll((stream, followed) -> followed.again());
        held.clear();
        echo = connection;
    }

    /**
     * Returns the stream's head, if it was read from the primary after this value of {@link System#nanoTime}; empty
     * otherwise.
     */
    OptionalLong confirmedHead(TenantId stream, long nanos) {
        Followed before = streams.get(stream);
        Echo by = before == null ? null : before.echo();
        Moment complete = by == null ? null : by.complete();
        if (complete == null || complete.nanos() - nanos < 0) {
            return OptionalLong.empty();
        }
        // INVARIANT: the moment is read before the snapshot, so the snapshot is at least as recent as the moment says
        Followed now = streams.get(stream);
        return now != null && now.echo() == by ? OptionalLong.of(now.revision()) : OptionalLong.empty();
    }

    /**
     * Applies a frame.
     *
     * @throws IOException if the frame does not follow the known state: the caller must connect again
     */
    void take(Frame frame) throws IOException {
        switch (frame) {
            case Frame.Hello f -> {}
            case Frame.Next f -> next(f);
            case Frame.Whole f -> whole(f);
            case Frame.Heartbeat f -> heartbeat(f);
            case Frame.Unknown f -> unknown.incrementAndGet();
        }
    }

    private void next(Frame.Next frame) throws IOException {
        SealedEntry entry = frame.entry();
        TenantId stream = entry.heading().stream();
        long size = SMALL + entry.changes().length();
        step(stream, frame.follow(), new Needs(entry.heading().platformRevision(), size), now -> next(now, entry));
    }

    private void whole(Frame.Whole frame) throws IOException {
        Needs needs = new Needs(frame.platform(), SMALL + frame.snapshot().length());
        step(frame.stream(), frame.at().follow(), needs, now -> whole(now, frame));
    }

    /**
     * What a step needs before it can be applied: the platform's revision, and the bytes that it occupies while it
     * waits.
     */
    private record Needs(long platform, long size) {}

    private interface Change {
        void make(Followed now) throws IOException;
    }

    /** INVARIANT: no step is applied before the platform has the revision that its rules saw, and none out of order */
    private void step(TenantId stream, long follow, Needs needs, Change change) throws IOException {
        Held.Step step = () -> {
            Followed now = streams.get(stream);
            // ignore a step for a stream that was dropped and followed again since
            if (now != null && now.follow() == follow && !now.stopped()) {
                change.make(now);
            }
        };
        if (!held.has(follow) && needs.platform() <= platformRevision()) {
            step.take();
        } else if (!held.add(follow, needs.platform(), needs.size(), step)) {
            stop(stream, "too many bytes wait for the platform's revision `" + needs.platform() + "`");
        }
    }

    private long platformRevision() {
        Followed platform = streams.get(TenantId.PLATFORM);
        return platform == null ? 0 : platform.revision();
    }

    private void next(Followed now, SealedEntry entry) throws IOException {
        TenantId stream = now.snapshot().stream();
        if (entry.revision() <= now.revision()) {
            return;
        }
        if (entry.revision() != now.revision() + 1 || !entry.follows(now.hash())) {
            // the next connection asks for the full snapshot
            streams.computeIfPresent(stream, (s, f) -> Followed.unknown(s));
            throw new IOException("entry `" + entry.revision() + "` of `" + stream + "` does not follow revision `"
                    + now.revision() + "`");
        }
        try {
            publish(stream, now.next(entry));
        } catch (MalformedForm e) {
            stop(stream, String.valueOf(e.getMessage()));
        }
    }

    private void whole(Followed now, Frame.Whole frame) throws IOException {
        try {
            Snapshot snapshot = SnapshotForm.read(frame.snapshot());
            if (!snapshot.stream().equals(frame.stream())
                    || snapshot.revision() != frame.at().revision()) {
                throw new IOException(
                        "the snapshot is not of stream `" + frame.stream() + "` and the announced revision");
            }
            publish(frame.stream(), now.replaced(snapshot, frame.at().hash(), frame.fork()));
        } catch (MalformedForm e) {
            stop(frame.stream(), String.valueOf(e.getMessage()));
        }
        if (frame.fork()) {
            LOGGER.log(
                    System.Logger.Level.ERROR,
                    "the log of `" + frame.stream() + "` forked: its state is replaced by the new history");
            onFork.run();
            forks.incrementAndGet();
        }
    }

    private void heartbeat(Frame.Heartbeat frame) throws IOException {
        for (TenantId stream : frame.gone()) {
            Followed now = streams.get(stream);
            if (now != null) {
                step(stream, now.follow(), new Needs(0, SMALL), f -> set(stream, f.alone()));
            }
        }
        for (Map.Entry<TenantId, Positions.At> head : frame.heads().entrySet()) {
            Positions.At at = head.getValue();
            step(head.getKey(), at.follow(), new Needs(0, SMALL), now -> vouch(now, at));
        }
        // INVARIANT: last, so that the new moment never covers a stream that is missing data or is no longer vouched
        // for
        frame.mark().ifPresent(echo::heard);
        onMove.run();
    }

    /** INVARIANT: a heartbeat comes after everything that it vouches for, so a head that did not arrive was lost. */
    private void vouch(Followed now, Positions.At at) throws IOException {
        TenantId stream = now.snapshot().stream();
        if (!now.at().equals(at)) {
            throw new IOException("revision `" + at.revision() + "` of `" + stream + "` never came");
        }
        set(stream, now.vouchedBy(echo));
    }

    /** Stores the new state, unless the stream was dropped or followed again since. */
    private void set(TenantId stream, Followed next) {
        streams.computeIfPresent(stream, (s, f) -> f.follow() == next.follow() ? next : f);
    }

    private void publish(TenantId stream, Followed next) throws IOException {
        set(stream, next);
        if (stream.equals(TenantId.PLATFORM)) {
            held.release(next.revision());
        }
        onMove.run();
    }

    private void stop(TenantId stream, String reason) {
        LOGGER.log(
                System.Logger.Level.ERROR,
                "stream `" + stream + "` is stopped and its state ages until the next connection: " + reason);
        streams.computeIfPresent(stream, (s, f) -> f.stop());
    }
}
