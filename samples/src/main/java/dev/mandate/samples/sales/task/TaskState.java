package dev.mandate.samples.sales.task;

/** A task is pending until it takes effect, is refused by the registry (trades only) or fails. */
public enum TaskState {
    PENDING,
    DONE,
    REFUSED,
    FAILED
}
