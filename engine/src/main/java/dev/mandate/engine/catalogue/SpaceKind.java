package dev.mandate.engine.catalogue;

/** The kind of a space. A workspace and a sales channel are never interchangeable. */
public enum SpaceKind {
    /** A user may reach many workspaces, through groups. */
    WORKSPACE,
    /** A user is bound to at most one sales channel. */
    SALES_CHANNEL
}
