package dev.mandate.client.upstream;

/**
 * The 404 for a resource that does not exist and for one that the caller must not know of, with the same bytes. The
 * reason travels in a separate header; the gateway removes it and keeps it for the owner's explanation.
 */
public final class NotFoundException extends RuntimeException {
    private final String reason;

    private NotFoundException(String reason) {
        super("not found: " + reason);
        this.reason = reason;
    }

    /**
     * Returns the exception for a resource that does not exist or belongs to another tenant. Even the owner's
     * explanation must not name it.
     */
    public static NotFoundException absent() {
        return new NotFoundException("no-such-resource");
    }

    /** Returns the exception for a resource of the caller's tenant in a space that the caller does not reach. */
    public static NotFoundException outsideSpaces(String space) {
        return new NotFoundException("outside-spaces; space=" + space);
    }

    /** Returns the value of the header {@code Mandate-Reason}. */
    public String reason() {
        return reason;
    }
}
