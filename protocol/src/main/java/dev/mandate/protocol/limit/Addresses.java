package dev.mandate.protocol.limit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/** Maps an address to the key under which its requests are counted. */
public final class Addresses {
    private static final int NETWORK = 8;

    private Addresses() {}

    /**
     * Returns an IPv4 address unchanged, and the first 64 bits of an IPv6 address in hex, because one customer of a
     * provider has all addresses with the same 64 bits.
     */
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
