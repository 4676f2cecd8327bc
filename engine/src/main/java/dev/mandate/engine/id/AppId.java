package dev.mandate.engine.id;

/** A registered app, which is an OAuth client: unique in the installation (RFC 6749, section 2.2). 1 to 64 of {@code [A-Za-z0-9_-]}. */
public record AppId(String value) {
    public AppId {
        Ids.checked("app id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
