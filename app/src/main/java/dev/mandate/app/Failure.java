package dev.mandate.app;

import org.jspecify.annotations.Nullable;

/** A failure that a person can act on: its message is the one line that is printed. */
public final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Failure(String message) {
        super(message);
    }

    public Failure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** The line that says why: of the innermost failure that has something to say. */
    static String line(Throwable e) {
        Throwable innermost = e;
        while (innermost.getCause() != null && !(innermost instanceof Failure)) {
            innermost = innermost.getCause();
        }
        String message = innermost.getMessage();
        return message == null
                ? innermost.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }
}
