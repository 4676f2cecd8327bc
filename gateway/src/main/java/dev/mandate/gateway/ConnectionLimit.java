package dev.mandate.gateway;

import dev.mandate.protocol.limit.Addresses;
import dev.mandate.protocol.limit.InProgress;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpConnection;

/** Closes a connection at once if its address has too many, all event loops together; nothing of it is read. Thread-safe. */
final class ConnectionLimit implements Handler<HttpConnection> {
    private final InProgress connections;

    /** @param most connections of one address */
    ConnectionLimit(int most) {
        this.connections = new InProgress(most);
    }

    @Override
    public void handle(HttpConnection connection) {
        connections
                .take(Addresses.counted(connection.remoteAddress().hostAddress()))
                .ifPresentOrElse(place -> connection.closeHandler(left -> place.close()), connection::close);
    }
}
