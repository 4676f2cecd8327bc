package dev.mandate.engine.catalogue;

/** Where an action stands in its life. */
public enum ActionStatus {
    /** New, or its pairs changed: held by nobody until the platform activates it. */
    PENDING,
    /** In force. */
    ACTIVE,
    /** Left the document: a path like any unknown one. */
    RETIRED
}
