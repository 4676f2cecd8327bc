package dev.mandate.engine.change;

/** Whether a tenant's calls are served. */
public enum TenantStatus {
    ACTIVE,
    SUSPENDED
}
