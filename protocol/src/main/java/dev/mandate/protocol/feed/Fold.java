package dev.mandate.protocol.feed;

import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.state.Snapshot;
import dev.mandate.protocol.form.MalformedForm;
import dev.mandate.protocol.form.SealedEntry;
import dev.mandate.protocol.form.SnapshotForm;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What frames do to the followed streams. Frames come on one thread; follows, drops and reads on any. */
final class Fold {
    private static final System.Logger LOGGER = System.getLogger(Fold.class.getName());

    private final Map<TenantId, Followed> streams = new ConcurrentHashMap<>();
    private final AtomicLong forks = new AtomicLong();
    private final Runnable onMove;
    private final Runnable onFork;

    Fold(Runnable onMove, Runnable onFork) {
        this.onMove = onMove;
        this.onFork = onFork;
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

    long forks() {
        return forks.get();
    }

    /** The tenants first and the platform last, so that it is as far as any of them needs it. */
    Map<TenantId, Followed> all() {
        Map<TenantId, Followed> all = new HashMap<>(streams);
        Followed platform = streams.get(TenantId.PLATFORM);
        if (platform != null) {
            all.put(TenantId.PLATFORM, platform);
        }
        return all;
    }

    /** Where each stream is, for a new connection. */
    Map<TenantId, Positions.At> positions() {
        Map<TenantId, Positions.At> positions = new HashMap<>();
        streams.forEach((stream, followed) -> positions.put(stream, followed.at()));
        return positions;
    }

    void connected() {
        streams.replaceAll((stream, followed) -> followed.again());
    }

    /**
     * Takes in a frame.
     *
     * @throws IOException if it cannot follow what is known: the connection must be made anew
     */
    void take(Frame frame) throws IOException {
        switch (frame) {
            case Frame.Next f -> next(f.entry());
            case Frame.Whole f -> whole(f);
            case Frame.Heartbeat f -> heartbeat(f);
        }
    }

    private void next(SealedEntry entry) throws IOException {
        TenantId stream = entry.heading().stream();
        Followed now = streams.get(stream);
        if (now == null || now.stopped() || entry.revision() <= now.revision()) {
            return;
        }
        if (entry.revision() != now.revision() + 1 || !entry.follows(now.hash())) {
            // asked for as a whole on the next connection
            streams.computeIfPresent(stream, (s, f) -> Followed.unknown(s));
            throw new IOException("entry `" + entry.revision() + "` of `" + stream + "` does not follow");
        }
        if (entry.heading().platformRevision() > platformRevision()) {
            throw new IOException("entry `" + entry.revision() + "` of `" + stream + "` came before its platform's");
        }
        try {
            publish(stream, now.next(entry));
        } catch (MalformedForm e) {
            stop(stream, e);
        }
    }

    private long platformRevision() {
        Followed platform = streams.get(TenantId.PLATFORM);
        return platform == null ? 0 : platform.revision();
    }

    private void whole(Frame.Whole frame) throws IOException {
        Followed now = streams.get(frame.stream());
        if (now == null) {
            return;
        }
        try {
            Snapshot snapshot = SnapshotForm.read(frame.snapshot());
            if (!snapshot.stream().equals(frame.stream())) {
                throw new IOException("the snapshot is of another stream than `" + frame.stream() + "`");
            }
            publish(frame.stream(), now.replaced(snapshot, frame.hash()));
        } catch (MalformedForm e) {
            stop(frame.stream(), e);
        }
        if (frame.fork()) {
            LOGGER.log(System.Logger.Level.ERROR, "the log of `" + frame.stream() + "` took another course");
            forks.incrementAndGet();
            onFork.run();
        }
    }

    /** INVARIANT: a heartbeat comes after all that it vouches for, so a head that never came was lost on the way. */
    private void heartbeat(Frame.Heartbeat frame) throws IOException {
        Moment complete = Moment.now().minus(Duration.ofMillis(frame.ageMillis()));
        frame.heads()
                .forEach((stream, head) ->
                        streams.computeIfPresent(stream, (s, f) -> f.vouched(complete, head, frame.mark())));
        onMove.run();
        for (Map.Entry<TenantId, Long> head : frame.heads().entrySet()) {
            Followed now = streams.get(head.getKey());
            if (now != null && now.loaded() && !now.stopped() && now.revision() < head.getValue()) {
                throw new IOException("revision `" + head.getValue() + "` of `" + head.getKey() + "` never came");
            }
        }
    }

    /** A stream that was dropped meanwhile stays dropped. */
    private void publish(TenantId stream, Followed next) {
        streams.computeIfPresent(stream, (s, f) -> next);
        onMove.run();
    }

    private void stop(TenantId stream, MalformedForm reason) {
        LOGGER.log(System.Logger.Level.ERROR, "stream `" + stream + "` stops here: " + reason.getMessage());
        streams.computeIfPresent(stream, (s, f) -> f.stop());
    }
}
