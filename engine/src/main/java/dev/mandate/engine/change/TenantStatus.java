package dev.mandate.engine.change;

/** Whether a tenant takes part. */
public enum TenantStatus {
    ACTIVE,
    SUSPENDED
}
