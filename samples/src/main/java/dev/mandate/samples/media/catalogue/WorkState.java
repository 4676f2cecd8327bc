package dev.mandate.samples.media.catalogue;

/** How far a job or project is: open until a task of it starts, done when none of its tasks is left. */
public enum WorkState {
    OPEN,
    IN_POST,
    DONE
}
