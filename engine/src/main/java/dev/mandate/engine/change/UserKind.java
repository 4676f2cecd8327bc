package dev.mandate.engine.change;

/** Whether a user is a person or a service account. */
public enum UserKind {
    /** A person who signs in with an identity of the platform. */
    PERSON,
    /** A service account for apps to act on behalf of. */
    SERVICE
}
