package dev.mandate.control.api;

/** Whom a call of the management API is open to. */
public enum Callers {
    /** Managers with the scope {@code read} or {@code admin}. */
    READERS,
    /** Managers with the scope {@code admin}. */
    MANAGERS,
    /** Operators of the platform with the scope {@code read} or {@code admin}. */
    READING_OPERATORS,
    /** Operators of the platform with the scope {@code admin}. */
    OPERATORS
}
