package dev.mandate.engine.id;

/** A user role, unique within its tenant; {@code owner} and {@code administrator} are built in. 1 to 64 of {@code [A-Za-z0-9_-]}. */
public record RoleId(String value) {
    /** Built in: administers the tenant and appoints owners and administrators. */
    public static final RoleId OWNER = new RoleId("owner");

    /** Built in: administers the tenant. */
    public static final RoleId ADMINISTRATOR = new RoleId("administrator");

    public RoleId {
        Ids.checked("role id", value);
    }

    /** Returns whether this role administers the tenant. It implies no API action. */
    public boolean builtIn() {
        return equals(OWNER) || equals(ADMINISTRATOR);
    }

    @Override
    public String toString() {
        return value;
    }
}
