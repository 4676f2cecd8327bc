package dev.mandate.client.token;

/** The token endpoint said no (RFC 6749 section 5.2): asking again with the same credentials will not help. */
public final class TokenRefusedException extends TokenException {
    private final int status;
    private final String error;

    TokenRefusedException(int status, String error) {
        super("the token endpoint refused: %d `%s`".formatted(status, error), null);
        this.status = status;
        this.error = error;
    }

    /** HTTP status, 400 to 499. */
    public int status() {
        return status;
    }

    /** The standard's error code such as {@code invalid_client}, or {@code unknown} when the answer had none. */
    public String error() {
        return error;
    }
}
