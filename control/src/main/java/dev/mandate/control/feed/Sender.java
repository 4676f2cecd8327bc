package dev.mandate.control.feed;

import dev.mandate.control.log.command.Refusal;
import dev.mandate.control.log.entry.FoldedState;
import dev.mandate.control.log.follow.Streams;
import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.chain.SealedEntry;
import dev.mandate.protocol.feed.Moment;
import dev.mandate.protocol.frame.Frame;
import dev.mandate.protocol.frame.Positions;
import java.io.IOException;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.springframework.dao.DataAccessException;

/**
 * Sends one gateway what it lacks. It keeps no queue: it reads the log again from the gateway's position whenever the
 * last write went through, so a slow gateway costs no memory. A round costs in proportion to the streams that moved since
 * the one before. Runs on the request's own thread.
 */
final class Sender {
    private static final System.Logger LOGGER = System.getLogger(Sender.class.getName());
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Streams streams;
    private final FeedSettings settings;
    private final Moves moves;
    private final GatewaySession session;
    private final OutputStream out;
    private final Wholes wholes;
    private final Vouching vouching = new Vouching();
    private final WithheldStreams withheld;
    /** Where streams end that moved, until all of them is sent and vouched for. */
    private final SequencedMap<TenantId, Moves.End> ends = new LinkedHashMap<>();

    private long number = RANDOM.nextLong() >>> 2;
    private Moment lastHeartbeat = Moment.now().minus(Duration.ofDays(1));

    Sender(Streams streams, FeedSettings settings, Moves moves, Route route) {
        this(streams, settings, moves, route, new WithheldStreams(Frame.Whole.LARGEST));
    }

    Sender(Streams streams, FeedSettings settings, Moves moves, Route route, WithheldStreams withheld) {
        this.streams = streams;
        this.settings = settings;
        this.moves = moves;
        this.session = route.session();
        this.out = route.out();
        this.withheld = withheld;
        this.wholes = new Wholes(stream -> Wholes.Made.of(streams, stream), session::wake);
    }

    /** To whom, and where. */
    record Route(GatewaySession session, OutputStream out) {}

    /** Goes on until the gateway goes away or the session ends. */
    void run() throws IOException, InterruptedException {
        write(new Frame.Hello(session.name()));
        while (!session.closed()) {
            // INVARIANT: the moment before the news, so that what moved before it is among them
            Moment complete = moves.told();
            take(session.news());
            boolean sent = send();
            boolean beat = heartbeatIsDue(complete);
            if (beat) {
                heartbeat(complete);
            }
            if (sent || beat) {
                out.flush();
            } else {
                session.await(settings.heartbeat().minus(lastHeartbeat.age()));
            }
        }
    }

    private void take(GatewaySession.News news) {
        Set<TenantId> touched = new HashSet<>(news.moved());
        for (Positions told : news.told()) {
            told.dropped().forEach(this::drop);
            told.begun().forEach((stream, at) -> {
                begin(stream, at);
                touched.add(stream);
            });
        }
        if (!touched.isEmpty()) {
            touched.remove(TenantId.PLATFORM);
            touched.forEach(this::look);
            // INVARIANT: the tenants before the platform, so that it is at least where their entries need it
            look(TenantId.PLATFORM);
        }
    }

    /** Where both have a position of the same follow, what was sent counts. */
    private void begin(TenantId stream, Positions.At at) {
        if (session.begin(stream, at)) {
            vouching.again(stream);
            moves.follow(stream, session);
        }
    }

    private void drop(TenantId stream) {
        session.drop(stream);
        wholes.forget(stream);
        withheld.forget(stream);
        vouching.forget(stream);
        ends.remove(stream);
        moves.unfollow(stream, session);
    }

    private void look(TenantId stream) {
        if (!session.followed().contains(stream)) {
            return;
        }
        Optional<Moves.End> end = moves.end(stream);
        end.ifPresentOrElse(e -> ends.put(stream, e), () -> ends.remove(stream));
        vouching.touch(stream);
    }

    /**
     * One batch of each stream that the gateway is behind with, the platform alone first, until a heartbeat is due: what is
     * there in full is of use then, however much is still to come. False if there is none.
     */
    private boolean send() throws IOException, InterruptedException {
        if (send(TenantId.PLATFORM)) {
            return true;
        }
        boolean sent = false;
        for (TenantId stream : List.copyOf(ends.keySet())) {
            if (send(stream)) {
                sent = true;
                // whoever got something comes last in the next round
                ends.putLast(stream, ends.get(stream));
            }
            boolean beatDue = lastHeartbeat.age().compareTo(settings.heartbeat()) >= 0;
            if (session.closed() || (sent && beatDue)) {
                break;
            }
        }
        return sent;
    }

    private boolean send(TenantId stream) throws IOException, InterruptedException {
        Moves.End end = ends.get(stream);
        Positions.At at = session.at(stream);
        if (end == null || at.hash().equals(end.hash()) || withheld.isWithheld(stream, at)) {
            return false;
        }
        try {
            return at.revision() == 0 ? whole(stream, at, end, false) : entries(stream, at, end);
        } catch (DataAccessException | Refusal e) {
            // the heartbeats go on without it
            return false;
        } catch (RuntimeException e) {
            // INVARIANT: no stream ends the connection, as the gateway would connect again for ever
            LOGGER.log(System.Logger.Level.ERROR, "stream `" + stream + "` cannot be sent to gateways", e);
            return false;
        }
    }

    private boolean entries(TenantId stream, Positions.At at, Moves.End end) throws IOException, InterruptedException {
        List<SealedEntry> entries = streams.read(stream, at.revision(), settings.batch() + 1);
        // INVARIANT: a position is revision and hash; if the log says otherwise there, it took another course
        boolean same = !entries.isEmpty() && entries.getFirst().hash().equals(at.hash());
        if (!same) {
            return whole(stream, at, end, true);
        }
        if (end.revision() - at.revision() > settings.wholeAfter() && !withheld.isTooLong(stream)) {
            return wholeInsteadOfEntries(stream, at, end);
        }
        wholes.forget(stream);
        boolean sent = false;
        for (SealedEntry entry : entries.subList(1, entries.size())) {
            if (entry.revision() > end.revision() || entry.heading().platformRevision() > platform(stream)) {
                break;
            }
            write(new Frame.Next(at.follow(), entry));
            session.sent(stream, new Positions.At(at.follow(), entry.revision(), entry.hash()));
            sent = true;
        }
        return sent;
    }

    /** How far the gateway is with the platform's stream, which its own entries do not need. */
    private long platform(TenantId stream) {
        return stream.equals(TenantId.PLATFORM)
                ? Long.MAX_VALUE
                : session.at(TenantId.PLATFORM).revision();
    }

    /** Sends the snapshot to a gateway that has no usable state of the stream, or says that it does not fit. False while it is made. */
    private boolean whole(TenantId stream, Positions.At at, Moves.End end, boolean fork)
            throws IOException, InterruptedException {
        // INVARIANT: the gateway asks again and again, and a snapshot takes seconds to make
        if (withheld.isTooLong(stream, end.hash())) {
            write(withheld.withhold(stream, at));
            return true;
        }
        Optional<Wholes.Made> made = made(stream);
        if (made.isEmpty()) {
            return false;
        }
        // INVARIANT: no line is longer than the gateway reads, as it would connect again for ever
        if (fits(made.get())) {
            send(stream, at, made.get(), fork);
        } else {
            Frame.Withheld frame = withheld.withhold(stream, at);
            logWithheld(made.get(), frame.reason() + ". Its state of the stream ages, and it asks again after a pause");
            write(frame);
        }
        return true;
    }

    /** Sends the snapshot to a gateway that is far behind, or else the entries. False while it is made. */
    private boolean wholeInsteadOfEntries(TenantId stream, Positions.At at, Moves.End end)
            throws IOException, InterruptedException {
        Optional<Wholes.Made> made = made(stream);
        if (made.isEmpty()) {
            return false;
        }
        if (fits(made.get())) {
            send(stream, at, made.get(), false);
            return true;
        }
        logWithheld(made.get(), "it does not fit a line of the feed. The gateway gets the entries instead");
        return entries(stream, at, end);
    }

    /** Empty while it is made, and if it needs the platform further than the gateway is: that moved, which is among the next news. */
    private Optional<Wholes.Made> made(TenantId stream) throws InterruptedException {
        Optional<Wholes.Made> made = wholes.of(stream).filter(m -> m.needed() <= platform(stream));
        made.ifPresent(m -> wholes.forget(stream));
        return made;
    }

    private boolean fits(Wholes.Made made) {
        return withheld.fits(made.folded(), made.snapshot().length());
    }

    private void logWithheld(Wholes.Made made, String why) {
        FoldedState folded = made.folded();
        LOGGER.log(
                System.Logger.Level.ERROR,
                "the snapshot of stream `" + folded.snapshot().stream() + "` at revision `" + folded.revision()
                        + "` is not sent to gateway `" + session.gateway() + "`: " + why);
    }

    /** @param fork whether it replaces another history of the stream */
    private void send(TenantId stream, Positions.At at, Wholes.Made made, boolean fork) throws IOException {
        Positions.At whole = new Positions.At(
                at.follow(), made.folded().revision(), made.folded().hash());
        write(new Frame.Whole(stream, whole, made.needed(), fork, made.snapshot()));
        session.sent(stream, whole);
        vouching.again(stream);
    }

    private boolean heartbeatIsDue(Moment complete) {
        return lastHeartbeat.age().compareTo(settings.heartbeat()) >= 0
                || session.owes(complete)
                || vouching.owes(complete().keySet());
    }

    /** INVARIANT: only what was sent in full, of a stream that this node can follow. */
    private Map<TenantId, Positions.At> complete() {
        Map<TenantId, Positions.At> complete = new HashMap<>();
        ends.forEach((stream, end) -> {
            Positions.At at = session.at(stream);
            if (end.follows() && at.hash().equals(end.hash())) {
                complete.put(stream, at);
            }
        });
        return complete;
    }

    private void heartbeat(Moment complete) throws IOException {
        Map<TenantId, Positions.At> all = complete();
        write(vouching.next(session.answer(complete), all));
        ends.keySet().removeAll(all.keySet());
        lastHeartbeat = Moment.now();
    }

    private void write(Frame frame) throws IOException {
        byte[] line = frame.toJson(number);
        // INVARIANT: counted once it is made, as a gap in the numbers ends the connection
        number++;
        out.write(line);
        out.write('\n');
    }
}
