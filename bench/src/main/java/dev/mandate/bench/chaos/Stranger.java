package dev.mandate.bench.chaos;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A caller that writes bytes of its own making, over one connection for each request.
 *
 * @param address the loopback address that its connections come from
 */
record Stranger(String address) {
    private static final int CONNECT_MILLIS = 10_000;
    private static final int LONGEST_ANSWER = 64 * 1024;
    private static final int STATUS_AT = "HTTP/1.1 ".length();

    /** What came back: 0 if the connection ended, or the patience, before a status came. */
    record Answer(int status, String text) {
        static final Answer NONE = new Answer(0, "");

        private static Answer of(String text) {
            if (!text.startsWith("HTTP/1.") || text.length() < STATUS_AT + 3) {
                return NONE;
            }
            return new Answer(Integer.parseInt(text.substring(STATUS_AT, STATUS_AT + 3)), text);
        }

        boolean isHtml() {
            return text.contains("<html") || text.contains("<!doctype");
        }
    }

    /** Connects and writes; the caller closes the connection. */
    Socket open(URI to, String bytes) throws IOException {
        Socket socket = new Socket();
        try {
            socket.bind(new InetSocketAddress(address, 0));
            socket.connect(new InetSocketAddress(to.getHost(), to.getPort()), CONNECT_MILLIS);
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Reads what has come until the connection ends, or nothing more comes for that long. */
    static Answer read(Socket socket, Duration patience) {
        StringBuilder text = new StringBuilder();
        byte[] part = new byte[8_192];
        try {
            socket.setSoTimeout((int) patience.toMillis());
            for (int n = 0;
                    n >= 0 && text.length() < LONGEST_ANSWER;
                    n = socket.getInputStream().read(part)) {
                text.append(new String(part, 0, n, StandardCharsets.ISO_8859_1));
            }
        } catch (IOException e) {
            // a connection that is reset or silent after its answer has answered
        }
        return Answer.of(text.toString());
    }

    /** Sends one request and reads its answer. */
    Answer send(URI to, String bytes, Duration patience) throws IOException {
        try (Socket socket = open(to, bytes)) {
            return read(socket, patience);
        }
    }
}
