package dev.mandate.samples.sales.event;

/** The kinds of events. The first word names the resource; for assets, the resource is their trader. */
public enum EventKind {
    PROPOSAL_RECEIVED,
    PROPOSAL_ACCEPTED,
    PROPOSAL_REJECTED,
    TRADER_CREATED,
    TRADER_UPDATED,
    ASSETS_ISSUED,
    ASSETS_CANCELLED,
    TASK_CREATED,
    TASK_DONE,
    TASK_REFUSED,
    TASK_FAILED
}
