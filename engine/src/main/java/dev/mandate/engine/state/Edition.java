package dev.mandate.engine.state;

/** Stands for what one immutable value holds, and is its alone; whoever keeps it keeps nothing of the value. */
public final class Edition {
    Edition() {}
}
