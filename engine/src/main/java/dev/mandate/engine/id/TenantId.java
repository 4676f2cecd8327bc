package dev.mandate.engine.id;

/** One customer of the platform; also names its stream. 1 to 64 of {@code [A-Za-z0-9_-]}. */
public record TenantId(String value) {
    /** The reserved id of the platform's own stream and of its operators' tokens. */
    public static final TenantId PLATFORM = new TenantId("platform");

    public TenantId {
        Ids.checked("tenant id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
