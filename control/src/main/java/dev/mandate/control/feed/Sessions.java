package dev.mandate.control.feed;

import dev.mandate.control.log.Streams;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.SmartLifecycle;

/** The gateways that this node feeds. They are sent away first when it stops, so that it need not wait for them. */
final class Sessions implements SmartLifecycle {
    private final Streams streams;
    private final FeedSettings settings;
    private final Map<String, Session> open = new ConcurrentHashMap<>();
    private volatile boolean running;

    Sessions(Streams streams, FeedSettings settings) {
        this.streams = streams;
        this.settings = settings;
    }

    /** Begins a session; empty if there are too many, or one of this name. */
    Optional<Session> begin(String name) {
        Session session = new Session();
        if (open.size() >= settings.sessions() || open.putIfAbsent(name, session) != null) {
            return Optional.empty();
        }
        return Optional.of(session);
    }

    Optional<Session> find(String name) {
        return Optional.ofNullable(open.get(name));
    }

    /** Feeds until the gateway goes away or this node stops. */
    void feed(String name, Session session, OutputStream out) {
        Streams.Listening listening = streams.onMove(session::wake);
        try {
            if (running) {
                new Sender(streams, settings, session, out).run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // the gateway went away, and comes back by itself
        } finally {
            listening.close();
            open.remove(name);
        }
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        open.values().forEach(Session::close);
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
