package dev.mandate.samples.sales.event;

/** What can happen; the resource of an event is what the first word names, for assets their trader. */
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
