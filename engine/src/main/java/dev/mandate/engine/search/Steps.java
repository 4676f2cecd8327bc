package dev.mandate.engine.search;

import dev.mandate.engine.change.Change;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Alternative ways to one goal, each a list of changes. No way at all means that the goal cannot be reached; one empty
 * way means that nothing is left to do. Immutable.
 */
record Steps(List<List<Change>> ways) {
    static final Steps DONE = new Steps(List.of(List.of()));
    static final Steps NONE = new Steps(List.of());

    Steps {
        ways = List.copyOf(ways);
    }

    /** Returns one way for each change. */
    static Steps anyOf(List<? extends Change> changes) {
        return new Steps(changes.stream().map(change -> List.<Change>of(change)).toList());
    }

    /** Returns every combination of one of these ways and one of the others. */
    Steps then(Steps others) {
        List<List<Change>> both = new ArrayList<>();
        for (List<Change> first : ways) {
            for (List<Change> second : others.ways) {
                List<Change> joined = new ArrayList<>(first);
                second.stream().filter(change -> !first.contains(change)).forEach(joined::add);
                both.add(joined);
            }
        }
        return new Steps(both);
    }

    /** Returns these ways, or the others if there are none. */
    Steps or(Steps others) {
        return ways.isEmpty() ? others : this;
    }

    /** Returns the distinct ways with the fewest changes. */
    Steps shortest() {
        int least = ways.stream().mapToInt(List::size).min().orElse(0);
        return new Steps(
                ways.stream().filter(way -> way.size() == least).distinct().toList());
    }

    /** Returns the distinct ways of at most {@code longest} changes. */
    Steps within(int longest) {
        return new Steps(
                ways.stream().filter(way -> way.size() <= longest).distinct().toList());
    }

    /** A way and its text, made once, because sorting asks for it often. */
    private record Texted(String text, List<Change> way) {}

    /** Returns at most {@code most} ways of at most {@code longest} changes each, in the order of their text. */
    Steps limited(int most, int longest) {
        return new Steps(ways.stream()
                .filter(way -> way.size() <= longest)
                .map(way -> new Texted(way.toString(), way))
                .sorted(Comparator.comparing(Texted::text))
                .limit(most)
                .map(Texted::way)
                .toList());
    }
}
