package dev.mandate.control.openapi;

import dev.mandate.control.openapi.document.OpenApiDocument;
import dev.mandate.control.openapi.text.DocumentRefused;
import dev.mandate.control.openapi.text.DocumentText;
import dev.mandate.control.openapi.text.ReaderLimits;
import dev.mandate.control.openapi.walk.DocumentWalk;

/**
 * Reads OpenAPI 3.0 and 3.1, JSON or YAML, for import; safe for documents of unknown origin and for use by many threads.
 *
 * <p>Nothing outside the given bytes is ever read: a {@code $ref} to anywhere else is an error where it matters (path
 * items, operations, parameters) and is not looked at elsewhere. Time and memory are bounded by {@link ReaderLimits}.
 *
 * <p>A document whose first character is <code>{</code> is read as strict JSON (RFC 8259, unique member names), every other
 * one as YAML. One parser for both would be shorter but not exact: YAML 1.1 folds U+2028 inside JSON strings, refuses tabs
 * between tokens and cannot join escaped surrogates. YAML scalars are resolved as the core schema of YAML 1.2 does, so
 * {@code no} and dates are text.
 */
public final class OpenApiReader {
    private final ReaderLimits limits;

    public OpenApiReader(ReaderLimits limits) {
        this.limits = limits;
    }

    /** @throws DocumentRefused with every problem found, for any bytes that are not a document we can take over whole */
    public OpenApiDocument read(byte[] document) {
        return new DocumentWalk(DocumentText.parse(document, limits), limits).document();
    }
}
