package dev.mandate.control.openapi.document;

/** What an operation does to what: {@code TRADER} and {@code read}, or a named operation such as {@code accept}. */
public record Need(String entity, String operation) {}
