package dev.mandate.engine.catalogue;

/** The life cycle of an action. */
public enum ActionStatus {
    /** New, or its pairs changed. No user holds the action until the platform activates it. */
    PENDING,
    /** Served, and held by users as their rights allow. */
    ACTIVE,
    /** Removed from the document. The router treats its path as unknown. */
    RETIRED
}
