package dev.mandate.control.openapi.document;

import java.util.Locale;

/** The members of a path item that are operations in OpenAPI 3.0 and 3.1, and no others. */
public enum HttpMethod {
    GET,
    PUT,
    POST,
    DELETE,
    OPTIONS,
    HEAD,
    PATCH,
    TRACE;

    private final String member = name().toLowerCase(Locale.ROOT);

    /** As the path item spells it: {@code get}. */
    public String member() {
        return member;
    }
}
