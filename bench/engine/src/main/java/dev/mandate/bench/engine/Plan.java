package dev.mandate.bench.engine;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * What to measure.
 *
 * @param root the checkout
 * @param quick fewer and shorter rounds, and no more than 100,000 users
 * @param sizes numbers of users, ascending
 */
record Plan(Path root, boolean quick, List<Entrant> entrants, List<Integer> sizes) {
    private static final String USERS = "--users=";

    Plan {
        entrants = List.copyOf(entrants);
        sizes = List.copyOf(sizes);
    }

    /**
     * Reads {@code [--quick] [--users=N,...] [SUBJECT...]}.
     *
     * @throws IllegalArgumentException if a subject is unknown or a number is none
     */
    static Plan parse(Path root, List<String> words) {
        boolean quick = words.contains("--quick");
        List<String> named = words.stream().filter(w -> !w.startsWith("--")).toList();
        List<Entrant> entrants = Entrant.ALL.stream()
                .filter(e -> named.isEmpty() || named.contains(e.subject()))
                .toList();
        if (!named.isEmpty() && entrants.size() < named.size()) {
            throw new IllegalArgumentException("name subjects of these: "
                    + Entrant.ALL.stream().map(Entrant::subject).toList());
        }
        return new Plan(root, quick, entrants, sizes(words, quick));
    }

    private static List<Integer> sizes(List<String> words, boolean quick) {
        return words.stream()
                .filter(w -> w.startsWith(USERS))
                .map(w -> Arrays.stream(w.substring(USERS.length()).split(",", -1))
                        .map(Integer::valueOf)
                        .sorted()
                        .toList())
                .findFirst()
                .orElse(quick ? List.of(1_000, 100_000) : List.of(1_000, 100_000, 1_000_000, 10_000_000));
    }

    /** How often everything is measured. */
    int rounds() {
        return quick ? 2 : 3;
    }
}
