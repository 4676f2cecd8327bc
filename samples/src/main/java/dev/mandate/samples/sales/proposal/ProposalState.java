package dev.mandate.samples.sales.proposal;

/** A proposal is open until it is accepted or rejected; both are final. */
public enum ProposalState {
    OPEN,
    ACCEPTED,
    REJECTED
}
