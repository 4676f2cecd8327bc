package dev.mandate.control.log;

/** The result of a command that has nothing to tell but that it was done. */
public enum Done {
    DONE
}
