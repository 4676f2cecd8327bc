package dev.mandate.protocol.feed;

import dev.mandate.protocol.frame.Frame;
import dev.mandate.protocol.frame.Positions;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A control node that answers feeds and positions with whatever the test says, and sends the frames that it is given. */
final class FakeNode implements AutoCloseable {
    static final String ISSUER = "https://issuer.test";

    private final ServerSocket server;
    private final BlockingQueue<Positions> posted = new LinkedBlockingQueue<>();
    private final BlockingQueue<OutputStream> feeds = new LinkedBlockingQueue<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final List<String> keys = new CopyOnWriteArrayList<>();
    private @Nullable OutputStream feed;
    private long line;

    /** The status of answers to feeds, and to positions. */
    volatile int feedStatus = 200;

    volatile int positionsStatus = 204;

    FakeNode() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.startVirtualThread(this::accept);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /** Returns the values of {@code Authorization}, in the order of requests. */
    List<String> keys() {
        return keys;
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                open.add(socket);
                Thread.startVirtualThread(() -> serve(socket));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void serve(Socket socket) {
        try {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (String request = line(in); !request.isEmpty(); request = line(in)) {
                answer(request.split(" "), in, socket.getOutputStream());
            }
        } catch (IOException closed) {
            // the receiver went
        }
    }

    private void answer(String[] request, InputStream in, OutputStream out) throws IOException {
        int length = 0;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            String value = header.substring(header.indexOf(':') + 1).strip();
            switch (header.substring(0, header.indexOf(':')).toLowerCase(Locale.ROOT)) {
                case "content-length" -> length = Integer.parseInt(value);
                case "authorization" -> keys.add(value);
                default -> {
                    // says nothing here
                }
            }
        }
        if (request[0].equals("POST")) {
            byte[] body = in.readNBytes(length);
            write(out, "HTTP/1.1 " + positionsStatus + " x\r\nContent-Length: 0\r\n\r\n");
            posted.add(Positions.of(body));
        } else if (feedStatus == 200) {
            write(out, "HTTP/1.1 200 x\r\n" + Frame.ISSUER + ": " + ISSUER + "\r\nConnection: close\r\n\r\n");
            send(out, new Frame.Hello(request[1].substring(request[1].lastIndexOf('/') + 1)), 1);
            feeds.add(out);
        } else {
            write(out, "HTTP/1.1 " + feedStatus + " x\r\nContent-Length: 0\r\n\r\n");
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            text.append((char) c);
        }
        return text.toString().strip();
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static void send(OutputStream out, Frame frame, long number) throws IOException {
        out.write(frame.toJson(number));
        out.write('\n');
        out.flush();
    }

    /** Waits until a receiver connects. */
    void connected() throws InterruptedException {
        feed = Objects.requireNonNull(feeds.poll(5, TimeUnit.SECONDS), "nobody connected");
        line = 1;
    }

    /** Returns the next positions that were posted. */
    Positions posted() throws InterruptedException {
        return Objects.requireNonNull(posted.poll(5, TimeUnit.SECONDS), "nothing was posted");
    }

    void send(Frame frame) {
        try {
            line++;
            send(Objects.requireNonNull(feed), frame, line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the feed as a node does that stops. */
    void end() throws IOException {
        Objects.requireNonNull(feed).close();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
