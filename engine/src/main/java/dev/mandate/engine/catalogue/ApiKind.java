package dev.mandate.engine.catalogue;

/** How an API is governed. Fixed at its first import; rights of the other kind have no effect there. */
public enum ApiKind {
    /** User roles govern it: None or Access per action. Its spaces are workspaces. */
    SWITCH,
    /** Entity roles on the user's binding govern it. Its spaces are sales channels. */
    ENTITY
}
