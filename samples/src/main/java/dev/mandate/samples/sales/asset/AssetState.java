package dev.mandate.samples.sales.asset;

/** Whether a pending task is about the certificates. */
enum AssetState {
    AVAILABLE,
    RESERVED
}
