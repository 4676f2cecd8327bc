package dev.mandate.protocol.form;

import org.jspecify.annotations.Nullable;

/**
 * The bytes or JSON do not have the expected form; the message names the place. The reader stops and does not guess.
 */
public sealed class MalformedForm extends RuntimeException permits UnknownChange {
    public MalformedForm(String message) {
        super(message);
    }

    public MalformedForm(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
