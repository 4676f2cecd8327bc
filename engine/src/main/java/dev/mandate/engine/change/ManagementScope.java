package dev.mandate.engine.change;

/** What an app may do apart from the partner APIs. */
public enum ManagementScope {
    /** Writes and reads in management, as far as its user may. */
    ADMIN,
    /** Reads in management, as far as its user may. */
    READ,
    /** Asks the decision APIs. */
    ASK
}
