package dev.mandate.control.feed;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A piece of network between two that talk over TCP, to be cut, slowed, held up, muddled and repaired. */
final class Relay implements AutoCloseable {
    /**
     * What becomes of bytes on their way; what is held up is kept, however much it is, as a proxy's buffer does.
     *
     * @param bytesPerSecond 0 for as many as there are
     * @param delay from coming to going on
     * @param paused nothing goes on, nothing is lost
     * @param deaf what comes is thrown away, and nobody is told
     */
    record Weather(long bytesPerSecond, Duration delay, boolean paused, boolean deaf) {
        static final Weather FAIR = new Weather(0, Duration.ZERO, false, false);
        static final Weather PAUSED = new Weather(0, Duration.ZERO, true, false);
        static final Weather DEAF = new Weather(0, Duration.ZERO, false, true);

        static Weather slow(long bytesPerSecond) {
            return new Weather(bytesPerSecond, Duration.ZERO, false, false);
        }

        static Weather late(Duration delay) {
            return new Weather(0, delay, false, false);
        }
    }

    /** What becomes of a line of the feed. Asked by one thread of each connection. */
    interface Muddle {
        List<String> pass(String line);
    }

    private final ServerSocket server;
    private final int target;
    private final boolean http;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean broken;
    private volatile Weather up = Weather.FAIR;
    private volatile Weather down = Weather.FAIR;
    private volatile Muddle muddle = List::of;

    private Relay(int target, boolean http) throws IOException {
        this.target = target;
        this.http = http;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    /** Between a replica and its node. */
    static Relay http(int target) throws IOException {
        return new Relay(target, true);
    }

    /** Between any two. */
    static Relay raw(int target) throws IOException {
        return new Relay(target, false);
    }

    int port() {
        return server.getLocalPort();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port());
    }

    /** Ends all connections and lets none in. */
    void cut() {
        broken = true;
        end();
    }

    /** Ends all connections; new ones are welcome. */
    void end() {
        open.forEach(Relay::end);
    }

    /** Lets nothing through, and tells nobody: the connections are dead but open. */
    void freeze() {
        up(Weather.DEAF);
        down(Weather.DEAF);
    }

    /** From the replica to the node. */
    void up(Weather other) {
        up = other;
    }

    /** From the node to the replica. */
    void down(Weather other) {
        down = other;
    }

    void muddle(Muddle other) {
        muddle = other;
    }

    void repair() {
        broken = false;
        muddle = List::of;
        up = Weather.FAIR;
        down = Weather.FAIR;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket in = server.accept();
                open.add(in);
                if (broken) {
                    end(in);
                    continue;
                }
                Socket out = new Socket(InetAddress.getLoopbackAddress(), target);
                open.add(out);
                pump(in, out);
            } catch (IOException e) {
                // closed, or the node is away
            }
        }
    }

    private void pump(Socket in, Socket out) throws IOException {
        Runnable over = () -> {
            end(in);
            end(out);
            open.remove(in);
            open.remove(out);
        };
        Pipe upward = new Pipe(out.getOutputStream(), () -> up, over);
        Pipe downward = new Pipe(in.getOutputStream(), () -> down, over);
        upward.feed(() -> Pipe.copy(in.getInputStream(), upward));
        downward.feed(
                http
                        ? new HttpLines(out.getInputStream(), downward, line -> muddle.pass(line))
                        : () -> Pipe.copy(out.getInputStream(), downward));
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        cut();
    }
}
