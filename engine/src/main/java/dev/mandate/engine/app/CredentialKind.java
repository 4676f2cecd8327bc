package dev.mandate.engine.app;

/** The kind of a credential. */
public enum CredentialKind {
    /** A generated client secret (RFC 6749, section 2.3.1). */
    SECRET,
    /** A public key (RFC 7523). */
    KEY,
    /** A client certificate (RFC 8705). */
    CERTIFICATE,
    /** A static key for the decision APIs. */
    API_KEY
}
