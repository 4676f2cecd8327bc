package dev.mandate.engine.change;

/** The position of a switch. */
public enum Permission {
    /** The action is denied. */
    NONE,
    /** The action is allowed. */
    ACCESS
}
