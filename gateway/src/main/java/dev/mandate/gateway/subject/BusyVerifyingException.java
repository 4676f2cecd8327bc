package dev.mandate.gateway.subject;

/** Too many new tokens wait to be verified, so this one is not looked at. */
public final class BusyVerifyingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BusyVerifyingException() {
        // no stack trace: anybody can send new tokens
        super("too many tokens wait to be verified", null, false, false);
    }
}
