package dev.mandate.control.front;

import java.net.InetAddress;
import java.util.List;
import org.apache.catalina.util.NetMask;

/** The load balancers that are believed when they say for whom they ask: addresses, or networks such as {@code 10.0.0.0/24}. */
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
        // of a name of a host the mask would ask the DNS
        InetAddress address = InetAddress.ofLiteral(parts[0]);
        return new NetMask(
                parts[0] + "/" + (parts.length == 2 ? parts[1] : Integer.toString(address.getAddress().length * 8)));
    }

    boolean contains(InetAddress address) {
        return masks.stream().anyMatch(mask -> mask.matches(address));
    }

    /**
     * Returns who asks: the last address that is no trusted proxy's.
     *
     * @param connected the address of the connection
     * @param hops what {@code X-Forwarded-For} lists, in its order; what is no address ends the search
     */
    String caller(String connected, List<String> hops) {
        String caller = connected;
        for (String hop : hops.reversed()) {
            if (!contains(caller)) {
                return caller;
            }
            caller = hop;
        }
        return caller;
    }

    /** No name of a host is looked up, as callers may have written it. */
    private boolean contains(String text) {
        try {
            return contains(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
