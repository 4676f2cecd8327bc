package dev.mandate.gateway;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A vendor's connection to the gateway that speaks bytes. */
record RawCaller(TestBed bed, Socket socket, InputStream in) implements AutoCloseable {
    static RawCaller of(TestBed bed) throws IOException {
        return of(bed, new Socket(InetAddress.getLoopbackAddress(), bed.gateway.port()));
    }

    static RawCaller of(TestBed bed, Socket socket) throws IOException {
        socket.setSoTimeout(20_000);
        return new RawCaller(bed, socket, new BufferedInputStream(socket.getInputStream()));
    }

    /** Returns an authorized head; each line of {@code headers} ends with CR LF. */
    String head(String line, String headers) {
        return line + "\r\nHost: h\r\nAuthorization: Bearer " + bed.token() + "\r\n" + headers + "\r\n";
    }

    /** Returns a GET of a file, in HTTP/1.1. */
    String get(String file) {
        return head("GET /v1/files/" + file + " HTTP/1.1", "");
    }

    RawCaller send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    RawCaller send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    /** Reads an answer that has a body. */
    Raw.Message read() throws IOException {
        return Raw.readMessage(in);
    }

    /** Reads an answer that has none. */
    Raw.Answer readHead() throws IOException {
        return Raw.readHead(in);
    }

    /** Sends a GET of a file on a connection of its own, and reads the answer. */
    static Raw.Message fetch(TestBed bed, String file) throws IOException {
        try (RawCaller caller = of(bed)) {
            return caller.send(caller.get(file)).read();
        }
    }

    /** Waits for the end of the connection, and returns whether it came without another byte; a reset is an end too. */
    boolean isEnded() throws IOException {
        try {
            return in.read() < 0;
        } catch (SocketTimeoutException open) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
