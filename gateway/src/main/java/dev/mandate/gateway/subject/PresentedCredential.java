package dev.mandate.gateway.subject;

import org.jspecify.annotations.Nullable;

/** What a request authenticates with (RFC 6750, section 2.1; no other way is read). */
public sealed interface PresentedCredential {
    /** The scheme of RFC 6750 with the space after it. */
    String SCHEME = "Bearer ";

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

    /** Returns where the token begins in a header that is plainly one, with no space around it; -1 for any other header. */
    static int tokenStart(String header) {
        int start = SCHEME.length();
        boolean plain = header.length() > start
                && header.regionMatches(true, 0, SCHEME, 0, start)
                && header.charAt(start) > ' '
                && header.charAt(header.length() - 1) > ' ';
        return plain ? start : -1;
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
        boolean bearer = value.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
        return bearer ? new Token(value.substring(SCHEME.length()).strip()) : new Foreign();
    }
}
