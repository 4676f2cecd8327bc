package dev.mandate.protocol.limit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/** Under which name the requests of an address are counted. */
public final class Addresses {
    private static final int NETWORK = 8;

    private Addresses() {}

    /** Returns an IPv4 address as it is, and of an IPv6 address its first 64 bits: one customer of a provider has all of the rest. */
    public static String counted(String address) {
        try {
            return InetAddress.ofLiteral(address) instanceof Inet6Address v6
                    ? HexFormat.of().formatHex(Arrays.copyOf(v6.getAddress(), NETWORK))
                    : address;
        } catch (IllegalArgumentException e) {
            return address;
        }
    }
}
