package dev.mandate.engine.id;

/** A person or a service account in one tenant, unique there and never reused. 1 to 64 of {@code [A-Za-z0-9_-]}. */
public record UserId(String value) {
    public UserId {
        Ids.checked("user id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
