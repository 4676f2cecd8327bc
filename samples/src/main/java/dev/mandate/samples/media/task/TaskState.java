package dev.mandate.samples.media.task;

/** The states of a task, in order: READY, STARTED by the vendor, SUBMITTED with its results. A task never goes back. */
public enum TaskState {
    READY,
    STARTED,
    SUBMITTED
}
