package dev.mandate.engine.catalogue;

/** How an API is governed, fixed at its first import; the other way counts for nothing there. */
public enum ApiKind {
    /** By user roles: None or Access per action. Its spaces are workspaces. */
    SWITCH,
    /** By entity roles on the user's binding. Its spaces are sales channels. */
    ENTITY
}
