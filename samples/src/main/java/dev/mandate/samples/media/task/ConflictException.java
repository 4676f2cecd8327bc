package dev.mandate.samples.media.task;

/** A step that the task's state does not allow: answered with 409 and a code. */
public final class ConflictException extends RuntimeException {
    private final String code;

    ConflictException(String code, String detail) {
        super(detail);
        this.code = code;
    }

    /** Stable, lower case with underscores. */
    public String code() {
        return code;
    }

    /** One sentence that a vendor can act on. */
    public String detail() {
        return String.valueOf(getMessage());
    }
}
