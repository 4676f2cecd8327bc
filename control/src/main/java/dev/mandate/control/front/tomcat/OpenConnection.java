package dev.mandate.control.front.tomcat;

import dev.mandate.protocol.limit.InProgress;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * An open connection, and the best credential that was verified on it. When its port is crowded, only connections with a
 * verified credential are kept between requests. Thread-safe.
 */
public final class OpenConnection {
    private static final ScopedValue<OpenConnection> SERVED = ScopedValue.newInstance();
    private static final String CONNECTION = "Connection";

    /** What was verified on a connection; the lower ones are closed first. */
    enum Credential {
        NONE,
        TOKEN,
        GATEWAY_KEY
    }

    private final InProgress.Place place;
    private final BooleanSupplier crowded;
    private volatile Credential credential = Credential.NONE;
    /** The time of {@link System#nanoTime} when it was accepted or last answered; a head that comes slowly does not change it. */
    private volatile long idleSince = System.nanoTime();

    /**
     * @param place of its address, given back when the connection ends
     * @param crowded whether the table of connections is nearly full
     */
    OpenConnection(InProgress.Place place, BooleanSupplier crowded) {
        this.place = place;
        this.crowded = crowded;
    }

    /** Runs a request with this connection as the one that the thread serves. */
    <T> T serve(Supplier<T> request) {
        return ScopedValue.where(SERVED, this).call(request::get);
    }

    /** Notes that a gateway's key was verified on the connection that the thread serves. */
    public static void verifiedGatewayKey() {
        served().ifPresent(connection -> connection.raise(Credential.GATEWAY_KEY));
    }

    /** Notes that an access token was verified on the connection that the thread serves, which is kept after the answer. */
    public static void verifiedToken(HttpServletResponse response) {
        served().filter(connection -> connection.credential == Credential.NONE).ifPresent(connection -> {
            connection.raise(Credential.TOKEN);
            // a null removes the header (Servlet 6.1)
            response.setHeader(CONNECTION, null);
        });
    }

    /** Announces that the connection ends with the answer, if its port is crowded and no credential was verified on it so far. */
    public static void endIfCrowded(HttpServletResponse response) {
        if (served().filter(OpenConnection::isUnwelcome).isPresent()) {
            response.setHeader(CONNECTION, "close");
        }
    }

    private static Optional<OpenConnection> served() {
        return SERVED.isBound() ? Optional.of(SERVED.get()) : Optional.empty();
    }

    private boolean isUnwelcome() {
        return credential == Credential.NONE && crowded.getAsBoolean();
    }

    private void raise(Credential verified) {
        if (verified.compareTo(credential) > 0) {
            credential = verified;
        }
    }

    Credential credential() {
        return credential;
    }

    void answered() {
        idleSince = System.nanoTime();
    }

    /** Returns how long it has been idle at a time of {@link System#nanoTime}, in nanoseconds. */
    long idleNanos(long now) {
        return now - idleSince;
    }

    void end() {
        place.close();
    }
}
