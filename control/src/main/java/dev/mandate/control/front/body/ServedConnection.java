package dev.mandate.control.front.body;

import dev.mandate.control.computation.CallerConnection;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.tomcat.util.net.SocketWrapperBase;

/** The connection whose request the current thread serves. */
public final class ServedConnection {
    private static final ScopedValue<SocketWrapperBase<?>> CURRENT = ScopedValue.newInstance();

    private ServedConnection() {}

    /** Runs the request with this connection as the current one. */
    public static <T> T serve(SocketWrapperBase<?> connection, Supplier<T> request) {
        return ScopedValue.where(CURRENT, connection)
                .call(() -> CallerConnection.serve(() -> isGone(connection), request));
    }

    /** Reads ahead what the caller sent after its request, without waiting; the end of it is the end of the connection. */
    private static boolean isGone(SocketWrapperBase<?> connection) {
        try {
            var _ = connection.isReadyForRead();
            return connection.isClosed();
        } catch (IOException e) {
            return true;
        }
    }

    /** Sets how long each read may wait from now on; Tomcat sets its own again for the next request. */
    static void waitAtMost(Duration time) {
        if (CURRENT.isBound()) {
            CURRENT.get().setReadTimeout(Math.max(1, time.toMillis()));
        }
    }
}
