package dev.mandate.protocol.form;

import org.jspecify.annotations.Nullable;

/** Bytes that are not what they should be; the message names the place. Whoever reads them stops rather than guesses. */
public sealed class MalformedForm extends RuntimeException permits UnknownChange {
    public MalformedForm(String message) {
        super(message);
    }

    public MalformedForm(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
