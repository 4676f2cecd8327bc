package dev.mandate.bench.chaos;

import dev.mandate.control.postgres.Credentials;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The piece of network between a node and its database, to be cut and repaired. */
final class Wire implements AutoCloseable {
    private enum State {
        WHOLE,
        /** Connections end, and none is let in. */
        CUT,
        /** Connections stay open and new ones are taken; what is sent is lost, and nobody is told. */
        SILENT
    }

    private final ServerSocket server;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile State state = State.WHOLE;

    private Wire(Credentials direct) throws IOException {
        this.target = URI.create(direct.url().substring("jdbc:".length())).getPort();
        this.server = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    static Wire to(Credentials database) throws IOException {
        return new Wire(database);
    }

    /** What a control node is told, so that it reaches the database through here. */
    Map<String, String> settings() {
        return Map.of("MANDATE_DATABASE_URL", "jdbc:postgresql://127.0.0.1:" + server.getLocalPort() + "/mandate");
    }

    void cut() {
        state = State.CUT;
        closeAll();
    }

    void silence() {
        state = State.SILENT;
    }

    /** What lost something on its way is of no use any more. */
    void repair() {
        closeAll();
        state = State.WHOLE;
    }

    private void closeAll() {
        open.forEach(Wire::close);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket in = server.accept();
                if (state == State.CUT) {
                    close(in);
                } else {
                    join(in, new Socket(InetAddress.getLoopbackAddress(), target));
                }
            } catch (IOException e) {
                // closed, or the database is away
            }
        }
    }

    private void join(Socket in, Socket out) {
        open.add(in);
        open.add(out);
        Thread.ofVirtual().start(() -> pass(in, out));
        Thread.ofVirtual().start(() -> pass(out, in));
    }

    private void pass(Socket from, Socket to) {
        byte[] some = new byte[1 << 14];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(some); read >= 0; read = in.read(some)) {
                if (state != State.SILENT) {
                    out.write(some, 0, read);
                }
            }
        } catch (IOException e) {
            // cut
        } finally {
            close(from);
            close(to);
            open.remove(from);
            open.remove(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // gone already
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        closeAll();
    }
}
