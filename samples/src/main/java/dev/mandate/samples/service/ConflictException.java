package dev.mandate.samples.service;

/** A step that the state of things does not allow: answered with 409 and a code. */
public final class ConflictException extends RuntimeException {
    private final String code;

    /** A refusal under a documented code. */
    public ConflictException(String code, String detail) {
        super(detail);
        this.code = code;
    }

    /** Stable, lower case with underscores. */
    public String code() {
        return code;
    }

    /** One sentence that a caller can act on. */
    public String detail() {
        return String.valueOf(getMessage());
    }
}
