package dev.mandate.control.feed;

import dev.mandate.control.log.Folded;
import dev.mandate.control.log.Streams;
import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.feed.Frame;
import dev.mandate.protocol.feed.Moment;
import dev.mandate.protocol.feed.Positions;
import dev.mandate.protocol.form.SealedEntry;
import dev.mandate.protocol.form.SnapshotForm;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.dao.DataAccessException;

/**
 * Sends one gateway what it lacks. It keeps no queue: it reads the log again from the gateway's position whenever the
 * last write went through, so a slow gateway costs no memory. Runs on the request's own thread.
 */
final class Sender {
    /** How soon it is looked again whether the primary was read since a mark came. */
    private static final Duration MARK = Duration.ofMillis(20);

    private final Streams streams;
    private final FeedSettings settings;
    private final Session session;
    private final OutputStream out;
    private Moment lastHeartbeat = Moment.now().minus(Duration.ofDays(1));
    private Optional<Long> answered = Optional.empty();
    /** Whether a stream was just sent whole, which is of no use until a heartbeat vouches for it. */
    private boolean newcomer;

    Sender(Streams streams, FeedSettings settings, Session session, OutputStream out) {
        this.streams = streams;
        this.settings = settings;
        this.session = session;
        this.out = out;
    }

    /** What this node knew at one moment: at least what the primary had when the read began. */
    private record Known(Moment complete, Folded platform, Map<TenantId, Folded> tenants) {}

    /** Goes on until the gateway goes away or the session ends. */
    void run() throws IOException, InterruptedException {
        while (!session.closed()) {
            Known known = known();
            boolean sent = send(known);
            boolean beat = heartbeatIsDue(known);
            if (beat) {
                heartbeat(known);
            }
            if (sent || beat) {
                out.flush();
            } else {
                session.await(markIsPending() ? MARK : settings.heartbeat().minus(lastHeartbeat.age()));
            }
        }
    }

    /** INVARIANT: the tenants before the platform, so that no entry is sent before one of the platform's that it needs. */
    private Known known() {
        Moment complete = streams.complete();
        Map<TenantId, Folded> tenants = new HashMap<>();
        for (TenantId stream : session.followed()) {
            if (!stream.equals(TenantId.PLATFORM) && streams.exists(stream)) {
                loaded(stream).ifPresent(head -> tenants.put(stream, head));
            }
        }
        return new Known(complete, streams.folded(TenantId.PLATFORM), tenants);
    }

    private Optional<Folded> loaded(TenantId stream) {
        try {
            return Optional.of(streams.folded(stream));
        } catch (DataAccessException e) {
            return Optional.empty();
        }
    }

    /** One batch of each stream that the gateway is behind with, the platform alone first; false if there is none. */
    private boolean send(Known known) throws IOException {
        if (send(known.platform())) {
            return true;
        }
        boolean sent = false;
        for (Folded head : known.tenants().values()) {
            sent |= send(head);
        }
        return sent;
    }

    private boolean send(Folded head) throws IOException {
        TenantId stream = head.snapshot().stream();
        Positions.At at = session.at(stream);
        if (!session.followed().contains(stream) || at.hash().equals(head.hash())) {
            return false;
        }
        if (at.revision() == 0) {
            whole(head, at, false);
            return true;
        }
        try {
            return entries(head, at);
        } catch (DataAccessException e) {
            // the heartbeats go on and say how old this node's knowledge is
            return false;
        }
    }

    private boolean entries(Folded head, Positions.At at) throws IOException {
        TenantId stream = head.snapshot().stream();
        List<SealedEntry> entries = streams.read(stream, at.revision(), settings.batch() + 1);
        // INVARIANT: a position is revision and hash; if the log says otherwise there, it took another course
        boolean same = !entries.isEmpty() && entries.getFirst().hash().equals(at.hash());
        if (!same || head.revision() - at.revision() > settings.wholeAfter()) {
            whole(head, at, !same);
            return true;
        }
        boolean sent = false;
        for (SealedEntry entry : entries.subList(1, entries.size())) {
            if (entry.revision() > head.revision()) {
                break;
            }
            write(new Frame.Next(entry));
            session.sent(stream, at.follow(), entry.revision(), entry.hash());
            sent = true;
        }
        return sent;
    }

    private void whole(Folded head, Positions.At at, boolean fork) throws IOException {
        TenantId stream = head.snapshot().stream();
        write(new Frame.Whole(stream, head.hash(), fork, SnapshotForm.write(head.snapshot())));
        session.sent(stream, at.follow(), head.revision(), head.hash());
        newcomer = true;
    }

    private boolean heartbeatIsDue(Known known) {
        return newcomer
                || lastHeartbeat.age().compareTo(settings.heartbeat()) >= 0
                || !mark(known).equals(answered);
    }

    /** The gateway's mark, if the read of the primary began after it came. */
    private Optional<Long> mark(Known known) {
        return session.mark()
                .filter(m -> known.complete().nanos() - m.arrivedNanos() >= 0)
                .map(Session.Mark::value)
                .or(() -> answered);
    }

    private boolean markIsPending() {
        return !session.mark().map(Session.Mark::value).equals(answered);
    }

    private void heartbeat(Known known) throws IOException {
        Map<TenantId, Long> heads = new HashMap<>();
        vouch(known.platform(), heads);
        known.tenants().values().forEach(head -> vouch(head, heads));
        Optional<Long> mark = mark(known);
        write(new Frame.Heartbeat(known.complete().age().toMillis(), mark, heads));
        answered = mark;
        newcomer = false;
        lastHeartbeat = Moment.now();
    }

    /** INVARIANT: only for what was sent in full, of a stream that this node can follow. */
    private void vouch(Folded head, Map<TenantId, Long> heads) {
        TenantId stream = head.snapshot().stream();
        boolean sent = session.followed().contains(stream) && session.at(stream).revision() >= head.revision();
        if (sent && !streams.stopped(stream)) {
            heads.put(stream, head.revision());
        }
    }

    private void write(Frame frame) throws IOException {
        out.write(frame.toJson());
        out.write('\n');
    }
}
