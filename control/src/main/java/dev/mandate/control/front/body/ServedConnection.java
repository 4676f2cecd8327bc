package dev.mandate.control.front.body;

import java.time.Duration;
import java.util.function.Supplier;
import org.apache.tomcat.util.net.SocketWrapperBase;

/** The connection whose request the current thread serves. */
public final class ServedConnection {
    private static final ScopedValue<SocketWrapperBase<?>> CURRENT = ScopedValue.newInstance();

    private ServedConnection() {}

    /** Runs the request with this connection as the current one. */
    public static <T> T serve(SocketWrapperBase<?> connection, Supplier<T> request) {
        return ScopedValue.where(CURRENT, connection).call(request::get);
    }

    /** Sets how long each read may wait from now on; Tomcat sets its own again for the next request. */
    static void waitAtMost(Duration time) {
        if (CURRENT.isBound()) {
            CURRENT.get().setReadTimeout(Math.max(1, time.toMillis()));
        }
    }
}
