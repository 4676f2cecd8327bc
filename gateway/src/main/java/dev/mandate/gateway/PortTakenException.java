package dev.mandate.gateway;

/** A port that the gateway was to listen on belongs to another process. The message is one line with the fix. */
public final class PortTakenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PortTakenException(String host, int port, String setting) {
        super("port `" + port + "` on `" + host + "` cannot be listened on: free it, or set `" + setting + "` or `"
                + setting.replaceFirst("PORT$", "HOST") + "`");
    }
}
