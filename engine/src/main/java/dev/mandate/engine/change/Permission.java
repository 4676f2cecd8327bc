package dev.mandate.engine.change;

/** The position of a switch (seed: "The levels of control are a binary choice"). */
public enum Permission {
    /** The call fails. */
    NONE,
    /** The call succeeds. */
    ACCESS
}
