package dev.mandate.client.token;

/** How a token request carries the client's id and secret (RFC 6749, section 2.3.1). */
public enum ClientAuthentication {
    /** {@code client_secret_basic}: in the {@code Authorization} header. */
    BASIC,
    /** {@code client_secret_post}: in form fields. */
    FORM
}
