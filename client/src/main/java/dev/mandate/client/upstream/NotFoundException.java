package dev.mandate.client.upstream;

/**
 * The answer 404 for what does not exist and for what the caller must not know to exist: the same bytes for both. The
 * reason travels apart, in a header that the gateway removes and keeps for the owner's explanation.
 */
public final class NotFoundException extends RuntimeException {
    private final String reason;

    private NotFoundException(String reason) {
        super("not found: " + reason);
        this.reason = reason;
    }

    /** No such resource, or one of another tenant: its owner's explanation must not name it either. */
    public static NotFoundException absent() {
        return new NotFoundException("no-such-resource");
    }

    /** A resource of the caller's own tenant in a space that the caller does not reach. */
    public static NotFoundException outsideSpaces(String space) {
        return new NotFoundException("outside-spaces; space=" + space);
    }

    /** The value of header {@code Mandate-Reason}. */
    public String reason() {
        return reason;
    }
}
