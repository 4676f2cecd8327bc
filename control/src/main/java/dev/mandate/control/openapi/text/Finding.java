package dev.mandate.control.openapi.text;

/**
 * A place in the document, as a JSON pointer (RFC 6901; empty for the document as a whole), and what is to be said about
 * it: one line in lower case that carries the fix.
 */
public record Finding(String field, String message) {}
