package dev.mandate.protocol.form;

/** Formats a number of things: {@code 1 user}, {@code 2 users}. */
public final class Counted {
    private Counted() {}

    /** Returns the count and its noun; the plural is the noun with {@code s}. */
    public static String of(long count, String noun) {
        return of(count, noun, noun + "s");
    }

    /**
     * Returns the count and its noun.
     *
     * @param one the noun for a count of 1
     * @param other the noun for any other count
     */
    public static String of(long count, String one, String other) {
        return count + " " + (count == 1 ? one : other);
    }
}
