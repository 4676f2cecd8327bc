package dev.mandate.client.token;

/** The token endpoint refused the request (RFC 6749, section 5.2). A retry with the same credentials will fail too. */
public final class TokenRefusedException extends TokenException {
    private final int status;
    private final String error;

    TokenRefusedException(int status, String error) {
        super("the token endpoint refused: %d `%s`".formatted(status, error), null);
        this.status = status;
        this.error = error;
    }

    /** Returns the HTTP status, 400 to 499. */
    public int status() {
        return status;
    }

    /** Returns the standard's error code, such as {@code invalid_client}; {@code unknown} if the answer had none. */
    public String error() {
        return error;
    }
}
