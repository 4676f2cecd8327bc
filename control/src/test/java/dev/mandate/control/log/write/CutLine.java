package dev.mandate.control.log.write;

import dev.mandate.control.postgres.DatabaseSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** A line to the database, to be cut at a commit: the database has done it then, whether anybody was told or not. */
final class CutLine implements AutoCloseable {
    private static final String COMMIT = "COMMIT";

    /** When it is cut. */
    enum Cut {
        NEVER,
        /** One connection ends, as far as its client knows in the midst of the commit. */
        BEFORE_THE_ANSWER,
        /** Every connection ends, and none is let in until the line is repaired. */
        AFTER_THE_ANSWER
    }

    private final DatabaseSettings target;
    private final URI address;
    private final ServerSocket server;
    private final AtomicReference<Cut> next = new AtomicReference<>(Cut.NEVER);
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean broken;

    private CutLine(DatabaseSettings target) throws IOException {
        this.target = target;
        this.address = URI.create(String.valueOf(target.url()).substring("jdbc:".length()));
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    static CutLine to(DatabaseSettings target) throws IOException {
        return new CutLine(target);
    }

    /** How to reach the database through it; each commit goes in its own words, which the line looks for. */
    DatabaseSettings settings() {
        String url = "jdbc:postgresql://127.0.0.1:" + server.getLocalPort() + address.getPath();
        return new DatabaseSettings(
                url + "?prepareThreshold=0",
                target.username(),
                target.password(),
                target.data(),
                target.port(),
                target.connections(),
                target.start(),
                null);
    }

    void cutAtTheNextCommit(Cut when) {
        next.set(when);
    }

    void repair() {
        broken = false;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                if (broken) {
                    client.close();
                } else {
                    join(client, new Socket(InetAddress.getLoopbackAddress(), address.getPort()));
                }
            } catch (IOException e) {
                // closed
            }
        }
    }

    private void join(Socket client, Socket database) {
        open.add(client);
        open.add(database);
        AtomicReference<Cut> due = new AtomicReference<>(Cut.NEVER);
        Thread.ofVirtual()
                .start(() -> pass(client, database, piece -> {
                    if (piece.contains(COMMIT)) {
                        due.set(next.getAndSet(Cut.NEVER));
                    }
                    return Cut.NEVER;
                }));
        Thread.ofVirtual().start(() -> pass(database, client, piece -> due.get()));
    }

    /** Says of what comes when the line is cut. */
    private interface Watch {
        Cut seen(String piece);
    }

    private void pass(Socket from, Socket to, Watch watch) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[8_192];
            Cut cut = Cut.NEVER;
            while (cut == Cut.NEVER) {
                int length = in.read(buffer);
                if (length < 0) {
                    return;
                }
                cut = watch.seen(new String(buffer, 0, length, StandardCharsets.ISO_8859_1));
                if (cut != Cut.BEFORE_THE_ANSWER) {
                    out.write(buffer, 0, length);
                }
            }
            if (cut == Cut.AFTER_THE_ANSWER) {
                endAll();
            }
        } catch (IOException e) {
            // one of the two ended
        }
    }

    private void endAll() throws IOException {
        broken = true;
        for (Socket socket : open) {
            socket.close();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        endAll();
    }
}
