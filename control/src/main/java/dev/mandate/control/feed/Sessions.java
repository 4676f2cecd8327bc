package dev.mandate.control.feed;

import dev.mandate.control.log.follow.Streams;
import dev.mandate.protocol.form.Digest;
import dev.mandate.protocol.worker.Worker;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.SmartLifecycle;

/** The gateways that this node feeds. They are sent away first when it stops, so that it need not wait for them. */
final class Sessions implements SmartLifecycle, Worker.Owner {
    private final Streams streams;
    private final FeedSettings settings;
    private final Moves moves;
    private final Map<String, GatewaySession> open = new ConcurrentHashMap<>();
    private volatile boolean running;

    Sessions(Streams streams, FeedSettings settings) {
        this.streams = streams;
        this.settings = settings;
        this.moves = new Moves(streams);
    }

    /** Begins a session, which ends when the gateway may no longer connect; empty if there are too many, or one of this name. */
    Optional<GatewaySession> begin(String name, GatewaySession.Gateway gateway) {
        GatewaySession session = new GatewaySession(name, gateway);
        if (open.size() >= settings.sessions() || open.putIfAbsent(name, session) != null) {
            return Optional.empty();
        }
        return Optional.of(session);
    }

    /** The session, for whoever shows the key that it was begun with; of other sessions nobody learns that they exist. */
    Optional<GatewaySession> find(String name, Digest key) {
        return Optional.ofNullable(open.get(name)).filter(s -> s.isOf(key));
    }

    /** Feeds until the gateway goes away or this node stops. */
    void feed(GatewaySession session, OutputStream out) {
        moves.join(session);
        try {
            if (running) {
                new Sender(streams, settings, moves, new Sender.Route(session, out)).run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // the gateway went away, and comes back by itself
        } finally {
            moves.leave(session, session.followed());
            open.remove(session.name());
        }
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        open.values().forEach(GatewaySession::close);
        moves.close();
    }

    @Override
    public List<Worker> workers() {
        return List.of(moves.worker());
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
