package dev.mandate.engine.change;

/** How an app obtains tokens (RFC 6749). */
public enum GrantType {
    /** Section 4.4; acts on behalf of exactly one user. */
    CLIENT_CREDENTIALS,
    /** Section 4.1; acts for the person who consented. */
    AUTHORIZATION_CODE
}
