package dev.mandate.engine.app;

/** A right of an app in management, in addition to calling partner APIs. */
public enum ManagementScope {
    /** Reads and writes in management, within its user's rights. */
    ADMIN,
    /** Reads in management, within its user's rights. */
    READ,
    /** Calls the decision APIs. */
    ASK
}
