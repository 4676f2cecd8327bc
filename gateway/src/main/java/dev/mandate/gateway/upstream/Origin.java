package dev.mandate.gateway.upstream;

import java.net.URI;

/** Where requests are passed to: scheme and authority of an upstream. */
public record Origin(boolean tls, String host, int port) {
    /**
     * Reads an absolute URL of scheme and authority.
     *
     * @throws IllegalArgumentException if it is not {@code http} or {@code https} with a host
     */
    public static Origin of(String url) {
        URI uri = URI.create(url);
        boolean tls = "https".equals(uri.getScheme());
        if ((!tls && !"http".equals(uri.getScheme())) || uri.getHost() == null) {
            throw new IllegalArgumentException("upstream `" + url + "` must be http or https with a host");
        }
        int port = uri.getPort() >= 0 ? uri.getPort() : tls ? 443 : 80;
        return new Origin(tls, uri.getHost(), port);
    }

    /** Returns the value of {@code Host}: without the port where it is the scheme's. */
    public String authority() {
        return port == (tls ? 443 : 80) ? host : host + ":" + port;
    }
}
