package dev.mandate.protocol.form;

import org.jspecify.annotations.Nullable;

/**
 * The bytes or JSON do not have the expected form; the message names the place. The reader stops and does not guess.
 */
public class MalformedForm extends RuntimeException {
    /** Describes in one line why an entry could not be read or applied. */
    public static String reason(Throwable failure) {
        return failure instanceof MalformedForm
                ? String.valueOf(failure.getMessage())
                : "it cannot be applied: " + failure;
    }

    public MalformedForm(String message) {
        super(message);
    }

    public MalformedForm(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
