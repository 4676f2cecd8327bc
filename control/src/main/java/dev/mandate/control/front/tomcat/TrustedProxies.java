package dev.mandate.control.front.tomcat;

import dev.mandate.protocol.limit.Addresses;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.apache.catalina.util.NetMask;

/** Load balancers whose {@code X-Forwarded-For} is trusted: addresses, or networks such as {@code 10.0.0.0/24}. */
final class TrustedProxies {
    private final List<NetMask> masks;

    private TrustedProxies(List<NetMask> masks) {
        this.masks = masks;
    }

    /** @throws IllegalArgumentException if one of them is neither an address nor a network */
    static TrustedProxies of(List<String> networks) {
        return new TrustedProxies(networks.stream().map(TrustedProxies::mask).toList());
    }

    private static NetMask mask(String network) {
        String[] parts = network.strip().split("/", 2);
        // `NetMask` resolves host names by DNS, so only literals are passed to it
        InetAddress address = InetAddress.ofLiteral(parts[0]);
        return new NetMask(
                parts[0] + "/" + (parts.length == 2 ? parts[1] : Integer.toString(address.getAddress().length * 8)));
    }

    boolean contains(InetAddress address) {
        return masks.stream().anyMatch(mask -> mask.matches(address));
    }

    boolean isEmpty() {
        return masks.isEmpty();
    }

    /**
     * Returns the caller's address: the last one that belongs to no trusted proxy.
     *
     * @param connected the address of the connection
     * @param hops the addresses in {@code X-Forwarded-For}, in its order, with or without ports; at a hop that is no address,
     *     the proxy that wrote it is the caller
     */
    String caller(String connected, List<String> hops) {
        String caller = connected;
        for (String hop : hops.reversed()) {
            Optional<String> before = contains(caller) ? Addresses.parse(hop) : Optional.empty();
            if (before.isEmpty()) {
                return caller;
            }
            caller = before.get();
        }
        return caller;
    }

    private boolean contains(String address) {
        return Addresses.parse(address)
                .map(InetAddress::ofLiteral)
                .filter(this::contains)
                .isPresent();
    }
}
