package dev.mandate.protocol.limit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Reads addresses that proxies and gateways write, and maps an address to the key under which its requests are counted. */
public final class Addresses {
    private static final int NETWORK = 8;

    private static final String V4 = "\\d{1,3}(?:\\.\\d{1,3}){3}";
    private static final String V6 = "[0-9A-Fa-f]*:[0-9A-Fa-f:.]*";
    private static final String ZONE = "(?:%[A-Za-z0-9._-]{1,32})?";
    private static final String PORT = "(?::\\d{1,5})?";
    private static final Pattern ADDRESS =
            Pattern.compile("(" + V4 + ")" + PORT + "|(" + V6 + ")" + ZONE + "|\\[(" + V6 + ")" + ZONE + "]" + PORT);

    private Addresses() {}

    /**
     * Returns an address in its one form, without port, brackets and zone; empty if the text is no address. Never looks up a
     * host name.
     *
     * @param text such as {@code 192.0.2.7}, {@code 192.0.2.7:51234}, {@code 2001:db8::7} or {@code [2001:db8::7]:443}
     */
    public static Optional<String> parse(String text) {
        Matcher match = ADDRESS.matcher(text);
        if (!match.matches()) {
            return Optional.empty();
        }
        String address = IntStream.rangeClosed(1, match.groupCount())
                .mapToObj(match::group)
                .filter(Objects::nonNull)
                .collect(Collectors.joining());
        try {
            return Optional.of(InetAddress.ofLiteral(address).getHostAddress());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

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
