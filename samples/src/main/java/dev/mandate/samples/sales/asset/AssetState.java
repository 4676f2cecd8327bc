package dev.mandate.samples.sales.asset;

/** Whether a pending task has reserved the certificates. */
enum AssetState {
    AVAILABLE,
    RESERVED
}
