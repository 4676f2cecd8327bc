package dev.mandate.gateway.subject;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a request authenticates with (RFC 6750, section 2.1; no other way is read). */
public sealed interface PresentedCredential {
    /** Nothing. */
    record None() implements PresentedCredential {}

    /** Something that is not a bearer token. */
    record Foreign() implements PresentedCredential {}

    /** A token, not looked at yet. */
    record Token(String text) implements PresentedCredential {
        /** Without the token. */
        @Override
        public String toString() {
            return "Token";
        }
    }

    /**
     * Reads an {@code Authorization} header.
     *
     * @param value null without the header
     */
    static PresentedCredential of(@Nullable String value) {
        if (value == null) {
            return new None();
        }
        boolean bearer = value.toLowerCase(Locale.ROOT).startsWith("bearer ");
        return bearer ? new Token(value.substring("bearer ".length()).strip()) : new Foreign();
    }
}
