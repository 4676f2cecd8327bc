package dev.mandate.engine.catalogue;

import java.net.InetAddress;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The server behind an upstream's URL, for comparing two: the scheme does not count, and a port that is not written is the scheme's.
 * No name is looked up, so two names or addresses of one machine are two servers, except those of the machine itself.
 *
 * @param host in lower case; {@value #LOCAL} for every address and name of the machine itself
 * @param port digits; {@value #WEB} for 80 and 443, which are one server's without and with TLS
 */
record Server(String host, String port) {
    private static final String LOCAL = "localhost";
    private static final String WEB = "web";

    private static final String AUTHORITY = "://";
    private static final Pattern WEB_PORT = Pattern.compile("0*(80|443)?");
    private static final Pattern IPV4 = Pattern.compile("[0-9]+(\\.[0-9]+){0,3}");

    /** Whether two URLs are of one server; false if one is empty. */
    static boolean isOne(String upstream, String other) {
        return !upstream.isEmpty()
                && !other.isEmpty()
                && (upstream.equalsIgnoreCase(other) || of(upstream).equals(of(other)));
    }

    /** Reads scheme and authority, as an import takes them: without user, path and query. */
    static Server of(String upstream) {
        String authority = upstream.substring(upstream.indexOf(AUTHORITY) + AUTHORITY.length());
        int colon = authority.lastIndexOf(':');
        boolean written = colon > authority.lastIndexOf(']');
        String port = written ? authority.substring(colon + 1) : "";
        String host = written ? authority.substring(0, colon) : authority;
        return new Server(host(host.toLowerCase(Locale.ROOT)), port(port));
    }

    private static String port(String port) {
        return WEB_PORT.matcher(port).matches() ? WEB : port.replaceFirst("^0+", "");
    }

    private static String host(String host) {
        if (host.startsWith("[")) {
            return address(host.substring(1, host.length() - 1));
        }
        if (IPV4.matcher(host).matches()) {
            return address(host);
        }
        // a name may end with the dot of the root
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        return name.equals(LOCAL) || name.endsWith("." + LOCAL) ? LOCAL : name;
    }

    private static String address(String literal) {
        try {
            // an IPv4 address in an IPv6 one is read as itself; a zone is left out, as reading it asks the machine's
            // interfaces
            InetAddress address = InetAddress.ofLiteral(literal.replaceFirst("%.*", ""));
            return address.isLoopbackAddress() || address.isAnyLocalAddress() ? LOCAL : address.getHostAddress();
        } catch (IllegalArgumentException _) {
            return literal;
        }
    }
}
