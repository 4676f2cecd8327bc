package dev.mandate.gateway;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** HTTP by hand over a socket, for what no client would send. */
final class Raw {
    /** One answer as it came. */
    record Answer(int status, List<String> headers, String body) {
        Optional<String> header(String name) {
            return Raw.header(headers, name);
        }
    }

    /** A request or an answer with its whole body, whatever its framing; a character of the body is a byte. */
    record Message(String first, List<String> headers, String body) {
        Optional<String> header(String name) {
            return Raw.header(headers, name);
        }

        /** Of an answer. */
        int status() {
            return Integer.parseInt(first.split(" ", -1)[1]);
        }
    }

    private Raw() {}

    private static Optional<String> header(List<String> headers, String name) {
        String start = name.toLowerCase(Locale.ROOT) + ":";
        return headers.stream()
                .filter(h -> h.toLowerCase(Locale.ROOT).startsWith(start))
                .map(h -> h.substring(start.length()).strip())
                .findFirst();
    }

    /** Sends the text, with each {@code \n} as CR LF, and reads one answer. */
    static Answer send(int port, String lines) throws IOException {
        return sendExactly(port, lines.replace("\n", "\r\n"));
    }

    static Answer sendExactly(int port, String text) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return read(socket.getInputStream());
        }
    }

    static Answer read(InputStream in) throws IOException {
        Answer head = readHead(in);
        int length = head.header("content-length").map(Integer::parseInt).orElse(0);
        return new Answer(head.status(), head.headers(), new String(in.readNBytes(length), StandardCharsets.UTF_8));
    }

    /** An answer that has no body, whatever its length says. */
    static Answer readHead(InputStream in) throws IOException {
        Message head = readHeadOf(in);
        return new Answer(head.status(), head.headers(), "");
    }

    /**
     * Reads a request, or an answer that has a body.
     *
     * @throws IOException if it breaks off
     */
    static Message readMessage(InputStream in) throws IOException {
        Message head = readHeadOf(in);
        boolean chunked = head.header("transfer-encoding").isPresent();
        Optional<String> length = head.header("content-length");
        byte[] body;
        if (chunked) {
            body = chunks(in);
        } else if (length.isPresent()) {
            body = exactly(in, Integer.parseInt(length.get()));
        } else {
            body = head.first().startsWith("HTTP/") ? in.readAllBytes() : new byte[0];
        }
        return new Message(head.first(), head.headers(), new String(body, StandardCharsets.ISO_8859_1));
    }

    private static Message readHeadOf(InputStream in) throws IOException {
        String first = line(in);
        List<String> headers = new ArrayList<>();
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            headers.add(header);
        }
        return new Message(first, headers, "");
    }

    private static byte[] exactly(InputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new IOException("closed after " + bytes.length + " of " + length + " bytes");
        }
        return bytes;
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = size(in); size > 0; size = size(in)) {
            body.write(exactly(in, size));
            end(in);
        }
        end(in);
        return body.toByteArray();
    }

    private static int size(InputStream in) throws IOException {
        return Integer.parseInt(line(in), 16);
    }

    private static void end(InputStream in) throws IOException {
        String line = line(in);
        if (!line.isEmpty()) {
            throw new IOException("`" + line + "` is no end of a chunk");
        }
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("closed after `" + line.toString(StandardCharsets.ISO_8859_1) + "`");
            }
            if (c != '\r') {
                line.write(c);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }
}
