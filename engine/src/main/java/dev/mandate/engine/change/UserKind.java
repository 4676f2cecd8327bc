package dev.mandate.engine.change;

/** What stands behind a user. */
public enum UserKind {
    /** Signs in with an identity of the platform. */
    PERSON,
    /** A place made for apps to act on behalf of. */
    SERVICE
}
