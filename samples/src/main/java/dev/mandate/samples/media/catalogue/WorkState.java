package dev.mandate.samples.media.catalogue;

/** The progress of a job or project: open until one of its tasks starts, done when all its tasks are submitted. */
public enum WorkState {
    OPEN,
    IN_POST,
    DONE
}
