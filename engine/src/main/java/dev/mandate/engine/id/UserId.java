package dev.mandate.engine.id;

/** A person's or a service account's place in one tenant, unique there and never used again. 1 to 64 of {@code [A-Za-z0-9_-]}. */
public record UserId(String value) {
    public UserId {
        Ids.checked("user id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
