package dev.mandate.gateway;

import dev.mandate.engine.change.CatalogueChange.ApiImported;
import dev.mandate.engine.id.TenantId;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A service behind the gateway that speaks bytes, for what no server would send. Keeps the requests that it read. */
final class RawUpstream implements AutoCloseable {
    /** A request as it arrived, and on which connection, counted from 0. */
    record Seen(int connection, Raw.Message request) {}

    /** What becomes of a connection, which is closed afterwards. */
    interface Script {
        void serve(Connection connection) throws IOException;
    }

    /** A connection of the gateway. */
    record Connection(int number, Socket socket, InputStream in, List<Seen> seen) {
        /** Reads and keeps a whole request. */
        Raw.Message read() throws IOException {
            Raw.Message request = Raw.readMessage(in);
            seen.add(new Seen(number, request));
            return request;
        }

        void write(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        /** Waits until the gateway closes it. */
        void awaitEnd() {
            try {
                in.transferTo(OutputStream.nullOutputStream());
            } catch (IOException reset) {
                // ended too
            }
        }

        /** Makes its end a reset. */
        void resetAtEnd() throws IOException {
            socket.setSoLinger(true, 0);
        }
    }

    private final ServerSocket server = new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress());
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile Script script = connection -> {};

    RawUpstream() throws IOException {
        Thread.ofVirtual().start(this::accept);
    }

    /** Becomes the upstream of the media API. */
    RawUpstream behind(TestBed bed) {
        bed.state.append(
                TenantId.PLATFORM, new ApiImported(GatewayWorld.media("http://127.0.0.1:" + server.getLocalPort())));
        return this;
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                open.add(socket);
                int number = connections.getAndIncrement();
                Thread.ofVirtual().start(() -> serve(number, socket));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void serve(int number, Socket socket) {
        try (socket) {
            script.serve(new Connection(number, socket, new BufferedInputStream(socket.getInputStream()), seen));
        } catch (IOException broken) {
            // the gateway closed it, as some tests want
        }
    }

    /** From now on serves each new connection so. */
    void serves(Script next) {
        script = next;
    }

    /** From now on answers each request of a new connection with these bytes, and keeps the connection open. */
    void says(String bytes) {
        serves(connection -> {
            while (true) {
                connection.read();
                connection.write(bytes);
            }
        });
    }

    /** From now on answers the first request of each new connection with these bytes, and closes it. */
    void saysAndCloses(String bytes) {
        serves(connection -> {
            connection.read();
            connection.write(bytes);
        });
    }

    List<Seen> seen() {
        return seen;
    }

    Seen last() {
        return seen.getLast();
    }

    /** How many connections the gateway made. */
    int connections() {
        return connections.get();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
