package dev.mandate.app.up;

import dev.mandate.app.file.EnvironmentFile;
import dev.mandate.app.file.Failure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports of the loopback address. */
final class Ports {
    private Ports() {}

    /** Refuses a port that another program has; 0 is any free one. */
    static int claimed(String option, int port) {
        try (ServerSocket probe = bound(port)) {
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new Failure(
                    "port " + port + " is taken: stop what listens there, or choose another with " + option, e);
        }
    }

    /** The port of the last start if it is free, else any. */
    static int freeLike(EnvironmentFile ports, String name) {
        int last = ports.find(name).map(Integer::parseInt).orElse(0);
        int port;
        try (ServerSocket probe = bound(last)) {
            port = probe.getLocalPort();
        } catch (IOException e) {
            port = claimed("another port", 0);
        }
        ports.set(name, Integer.toString(port));
        return port;
    }

    private static ServerSocket bound(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }
}
