package dev.mandate.protocol.form;

/** A number of things in words: {@code 1 user}, {@code 2 users}. */
public final class Counted {
    private Counted() {}

    /** Returns the count and its noun, of which the plural takes an {@code s}. */
    public static String of(long count, String noun) {
        return of(count, noun, noun + "s");
    }

    /**
     * Returns the count and its noun.
     *
     * @param one the noun for one
     * @param other the noun for any other number
     */
    public static String of(long count, String one, String other) {
        return count + " " + (count == 1 ? one : other);
    }
}
