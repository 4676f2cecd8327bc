package dev.mandate.client.token;

/** Where the client's id and secret stand in a token request (RFC 6749 section 2.3.1). */
public enum ClientAuthentication {
    /** {@code client_secret_basic}: the {@code Authorization} header. */
    BASIC,
    /** {@code client_secret_post}: form fields. */
    FORM
}
