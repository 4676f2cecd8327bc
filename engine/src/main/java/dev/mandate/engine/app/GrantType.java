package dev.mandate.engine.app;

/** How an app obtains tokens (RFC 6749). */
public enum GrantType {
    /** Section 4.4: the app acts on behalf of exactly one user. */
    CLIENT_CREDENTIALS,
    /** Section 4.1: the app acts for the user who consented. */
    AUTHORIZATION_CODE
}
