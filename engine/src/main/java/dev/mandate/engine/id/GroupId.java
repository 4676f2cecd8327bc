package dev.mandate.engine.id;

/** A group of users, unique within its tenant. 1 to 64 of {@code [A-Za-z0-9_-]}. */
public record GroupId(String value) {
    public GroupId {
        Ids.checked("group id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
