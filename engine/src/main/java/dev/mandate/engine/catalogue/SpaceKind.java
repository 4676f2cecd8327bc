package dev.mandate.engine.catalogue;

/** What a space is: the two kinds never stand in for each other. */
public enum SpaceKind {
    /** A user may reach many, through groups. */
    WORKSPACE,
    /** A user is bound to at most one. */
    SALES_CHANNEL
}
