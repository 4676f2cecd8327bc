package dev.mandate.control.catalogue.compare;

import dev.mandate.control.openapi.text.Finding;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The requests that go to another action than before.
 *
 * @param first those that {@linkplain Reroute#widens widen} before the others, then by keys: at most {@value #MOST}
 * @param count of all that were found
 * @param complete whether all overlaps were compared; if not, there may be more, also such that widen
 */
public record Reroutes(List<Reroute> first, int count, boolean complete) {
    public static final Reroutes NONE = new Reroutes(List.of(), 0, true);

    /** How many are kept and shown; all are counted. */
    static final int MOST = 100;

    public static final String INCOMPLETE =
            "more templates overlap than are compared, so requests may go to actions that are not listed";

    private static final Comparator<Reroute> ORDER = Comparator.comparing((Reroute r) -> !r.widens())
            .thenComparing(Reroute::cause)
            .thenComparing(r -> r.from().action().key())
            .thenComparing(r -> r.to().action().key())
            .thenComparingInt(r -> r.from().action().id().value())
            .thenComparingInt(r -> r.to().action().id().value());

    /** Whether somebody may come to make requests that somebody else's right was for. INVARIANT: true if that is not known. */
    public boolean mayWiden() {
        return widening().isPresent() || !complete;
    }

    /** Returns the first that widens: it is kept if there is any. */
    public Optional<Reroute> widening() {
        return first.stream().findFirst().filter(Reroute::widens);
    }

    /** A warning for each of the first. */
    public List<Finding> warnings() {
        Stream<String> unknown = complete ? Stream.empty() : Stream.of(INCOMPLETE);
        return Stream.concat(first.stream().map(Reroute::message), unknown)
                .map(message -> new Finding("", message))
                .toList();
    }

    /** Counts reroutes as they are found, and keeps the first. */
    static final class Count {
        private final NavigableSet<Reroute> first = new TreeSet<>(ORDER);
        private int count;

        void add(Reroute reroute) {
            count++;
            first.add(reroute);
            if (first.size() > MOST) {
                first.pollLast();
            }
        }

        Reroutes counted(boolean complete) {
            return new Reroutes(List.copyOf(first), count, complete);
        }
    }
}
