package dev.mandate.engine.id;

/**
 * A secret or key of an app, unique in the installation. This is its id, never the secret. 1 to 64 of
 * {@code [A-Za-z0-9_-]}.
 */
public record CredentialId(String value) {
    public CredentialId {
        Ids.checked("credential id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
