package dev.mandate.samples.service;

/** The current state does not allow the step: answered with 409 and a code. */
public final class ConflictException extends RuntimeException {
    private final String code;

    /**
     * @param code a documented code, stable, lower case with underscores
     */
    public ConflictException(String code, String detail) {
        super(detail);
        this.code = code;
    }

    /** Returns the code. */
    public String code() {
        return code;
    }

    /** Returns one sentence that the caller can act on. */
    public String detail() {
        return String.valueOf(getMessage());
    }
}
