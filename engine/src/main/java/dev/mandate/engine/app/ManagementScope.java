package dev.mandate.engine.app;

/** What an app may do besides calling partner APIs. */
public enum ManagementScope {
    /** Reads and writes in management, within its user's rights. */
    ADMIN,
    /** Reads in management, within its user's rights. */
    READ,
    /** Calls the decision APIs. */
    ASK
}
