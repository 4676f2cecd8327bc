package dev.mandate.samples.sales.task;

/** A task is pending until it takes effect (DONE), the registry refuses it (trades only), or it fails. */
public enum SalesTaskState {
    PENDING,
    DONE,
    REFUSED,
    FAILED
}
