package dev.mandate.samples.media.task;

/** A task goes one way only: READY, then started by the vendor, then submitted with its results. */
public enum TaskState {
    READY,
    STARTED,
    SUBMITTED
}
