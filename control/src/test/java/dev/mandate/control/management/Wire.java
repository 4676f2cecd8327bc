package dev.mandate.control.management;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** One connection from an address of this machine, on which a test says what no client library would. */
final class Wire implements AutoCloseable {
    private static final int PATIENCE = 20_000;

    private final Socket socket;

    private Wire(Socket socket) {
        this.socket = socket;
    }

    /** Connects to the port of management. */
    static Wire from(String address) {
        return from(address, Control.server().port());
    }

    static Wire from(String address, int port) {
        try {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port, InetAddress.ofLiteral(address), 0);
            socket.setSoTimeout(PATIENCE);
            return new Wire(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends lines of a head, and the empty line that ends it. */
    Wire head(String... lines) {
        return send(String.join("\r\n", lines) + "\r\n\r\n");
    }

    Wire send(String text) {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    Wire send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a byte each 50 ms until something is answered or the connection ends. */
    Wire trickle() {
        try {
            socket.setSoTimeout(50);
            while (!answered()) {
                socket.getOutputStream().write('x');
            }
            socket.setSoTimeout(PATIENCE);
            return this;
        } catch (SocketException e) {
            // reset, as bytes came after the end
            first = -1;
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int first = -2;

    private boolean answered() throws IOException {
        try {
            first = socket.getInputStream().read();
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    /** All that is answered until the server closes the connection or is silent for long. */
    String answer() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            String rest = lines.lines().collect(Collectors.joining("\n"));
            return first < 0 ? rest : (char) first + rest;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the server closed the connection without an answer; after {@link #trickle}. */
    boolean isClosedByServer() {
        return first == -1;
    }

    /** The first line of the answer. */
    String status() {
        try {
            StringBuilder line = new StringBuilder(first < 0 ? "" : Character.toString(first));
            for (int c = socket.getInputStream().read();
                    c >= 0 && c != '\r';
                    c = socket.getInputStream().read()) {
                line.append((char) c);
            }
            return line.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
