package dev.mandate.engine.app;

/** How an app sends its secret to the token endpoint (RFC 6749, section 2.3.1; names from RFC 7591, section 2). */
public enum AuthenticationMethod {
    /** In the {@code Authorization} header, by HTTP Basic. */
    CLIENT_SECRET_BASIC,
    /** In the form, as {@code client_id} and {@code client_secret}. */
    CLIENT_SECRET_POST
}
