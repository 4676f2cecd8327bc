package dev.mandate.control.front.tomcat;

import dev.mandate.protocol.limit.Addresses;
import dev.mandate.protocol.limit.InProgress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Optional;

/**
 * How many connections one address may have open at one port. Trusted proxies have no limit but that of all connections, as
 * everybody's come from them. Thread-safe.
 */
final class AddressConnectionLimit {
    private static final InProgress.Place UNCOUNTED = () -> {};

    private final InProgress open;
    private final TrustedProxies proxies;

    AddressConnectionLimit(InProgress open, TrustedProxies proxies) {
        this.open = open;
        this.proxies = proxies;
    }

    /** Takes a place for a connection from an address; empty if the address has as many as it may. */
    Optional<InProgress.Place> take(SocketAddress from, int port) {
        if (!(from instanceof InetSocketAddress remote) || proxies.contains(remote.getAddress())) {
            return Optional.of(UNCOUNTED);
        }
        // counted per port, so an address at its limit can still be probed on the operations port
        return open.take(port + " " + Addresses.counted(remote.getAddress().getHostAddress()));
    }
}
