package dev.mandate.engine.id;

/** An imported API, unique in the installation. 1 to 64 of {@code [A-Za-z0-9_-]}. */
public record ApiId(String value) {
    public ApiId {
        Ids.checked("api id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
