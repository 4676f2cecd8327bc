package dev.mandate.gateway.subject;

import org.jspecify.annotations.Nullable;

/**
 * The credential that a connection presented last, with its verified token: the next call on it nearly always brings the same.
 * Used by one thread at a time.
 */
public final class LastCredential {
    private @Nullable String header;
    private @Nullable VerifiedToken token;
    private long edition;

    /**
     * Returns the token of the last call if the header is the same, character by character, and no token was dropped since.
     *
     * @param now the edition of the kept tokens
     */
    @Nullable
    VerifiedToken find(String value, long now) {
        return edition == now && value.equals(header) ? token : null;
    }

    void keep(String value, VerifiedToken verified, long now) {
        header = value;
        token = verified;
        edition = now;
    }
}
