package dev.mandate.engine.route;

/** Takes the ends of the tree of templates that a walk reaches. */
interface Ends {
    /** Takes an end; returns whether the walk is over. */
    boolean at(Node end);
}
