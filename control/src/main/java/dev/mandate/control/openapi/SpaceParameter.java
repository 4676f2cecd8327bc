package dev.mandate.control.openapi;

/**
 * The declared parameter of an operation that names the space it works in.
 *
 * @param required whether a request without it is malformed; always so in a path
 */
public record SpaceParameter(In in, String name, SpaceKind kind, boolean required) {
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
