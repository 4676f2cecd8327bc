package dev.mandate.control.log.command;

/** The result of a command that returns no value. */
public enum Done {
    DONE
}
