package dev.mandate.control.app;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * An app as it is shown once, right after it was registered.
 *
 * @param secret the only time that it is seen
 */
record RegisteredView(@JsonUnwrapped AppView app, SecretView secret) {}
