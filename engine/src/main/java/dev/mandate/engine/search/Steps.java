package dev.mandate.engine.search;

import dev.mandate.engine.change.Change;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Ways to one end, each a list of changes; none at all if there is no way, one empty way if nothing is left to do.
 * Immutable.
 */
record Steps(List<List<Change>> ways) {
    static final Steps DONE = new Steps(List.of(List.of()));
    static final Steps NONE = new Steps(List.of());

    Steps {
        ways = List.copyOf(ways);
    }

    /** Single changes, any one of which is enough. */
    static Steps anyOf(List<? extends Change> changes) {
        return new Steps(changes.stream().map(change -> List.<Change>of(change)).toList());
    }

    /** One way of these and then one of the others. */
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

    /** These, or the others where there is no way here. */
    Steps or(Steps others) {
        return ways.isEmpty() ? others : this;
    }

    /** The shortest of them. */
    Steps shortest() {
        int least = ways.stream().mapToInt(List::size).min().orElse(0);
        return new Steps(
                ways.stream().filter(way -> way.size() == least).distinct().toList());
    }

    /** At most so many of at most so many changes. */
    Steps limited(int most, int longest) {
        return new Steps(ways.stream()
                .filter(way -> way.size() <= longest)
                .sorted(Comparator.comparing(Object::toString))
                .limit(most)
                .toList());
    }
}
