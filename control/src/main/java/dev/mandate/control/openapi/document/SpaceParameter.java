package dev.mandate.control.openapi.document;

import java.util.List;

/**
 * The declared parameter of an operation that names the space it works in.
 *
 * @param required whether a request without it is malformed; always so in a path
 * @param others the query parameters that the operation declares, without this one
 */
public record SpaceParameter(In in, String name, SpaceKind kind, boolean required, List<String> others) {
    public SpaceParameter {
        others = List.copyOf(others);
    }

    /** Where a request carries the name; a body is the upstream's to check. */
    public enum In {
        PATH("path"),
        QUERY("query");

        private final String word;

        In(String word) {
            this.word = word;
        }

        /** As OpenAPI spells it: {@code path}. */
        public String word() {
            return word;
        }
    }
}
