package dev.mandate.engine.search;

import dev.mandate.engine.Engine;
import dev.mandate.engine.Ruling;
import dev.mandate.engine.View;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.Entry;
import dev.mandate.engine.id.SpaceId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.template.Endpoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Explains a request that several actions share: the user needs the right to each, in the space that the request names
 * for that action.
 */
public final class SharedRequestExplanation {
    /** The maximum number of changes in a fix, as for one action. */
    private static final int LONGEST = 3;

    /** The maximum number of fixes of one action that are followed to the next action. */
    private static final int MOST_FOLLOWED = 3;

    /**
     * One of the actions.
     *
     * @param space the space that the request names for this action; null if it names none
     */
    public record Part(Endpoint endpoint, @Nullable SpaceId space) {}

    private final UserId user;
    private final List<Part> parts;
    private final Instant now;

    private SharedRequestExplanation(UserId user, List<Part> parts, Instant now) {
        this.user = user;
        this.parts = parts;
        this.now = now;
    }

    /**
     * Explains the first ruling that is not held, with the facts of all parts and with fixes that allow all of them.
     *
     * @param parts one or more actions of APIs that the tenant has enabled
     */
    public static Explanation of(View view, UserId user, List<Part> parts, Instant now) {
        return new SharedRequestExplanation(user, parts, now).explanation(view);
    }

    private Explanation explanation(View view) {
        List<Change> facts = parts.stream()
                .flatMap(part -> Grounds.of(view, user, part.endpoint(), part.space(), now).stream())
                .distinct()
                .toList();
        Ruling ruling = lacking(view).map(part -> ruling(view, part)).orElse(Ruling.Held.HELD);
        return new Explanation(ruling, facts, ruling == Ruling.Held.HELD ? List.of() : fixes(view));
    }

    /** Returns the first part that is not held; as in a decision, a hidden space precedes a missing right. */
    private Optional<Part> lacking(View view) {
        return parts.stream()
                .filter(part -> ruling(view, part) == Ruling.Hidden.HIDDEN)
                .findFirst()
                .or(() -> parts.stream()
                        .filter(part -> ruling(view, part) != Ruling.Held.HELD)
                        .findFirst());
    }

    private Ruling ruling(View view, Part part) {
        return Engine.rule(view, view.tenant().tenancy().subject(user), part.endpoint(), part.space(), now);
    }

    private List<Fix> fixes(View view) {
        List<List<Change>> ways = ways(view, List.of()).distinct().toList();
        int least = ways.stream().mapToInt(List::size).min().orElse(0);
        return ways.stream()
                .filter(way -> way.size() == least)
                .map(way -> ranked(view, way))
                .sorted(Comparator.comparingLong(Fix::triples).thenComparingLong(Fix::users))
                .toList();
    }

    /**
     * Returns the ways that allow every action: fixes the first failing action, then the next one on the resulting
     * state.
     */
    private Stream<List<Change>> ways(View view, List<Change> made) {
        Optional<Part> lacking = lacking(view);
        if (lacking.isEmpty()) {
            return Stream.of(made);
        }
        Part part = lacking.get();
        return new Fixes(view, user, part.endpoint(), part.space(), now)
                .smallest().stream()
                        .filter(fix -> made.size() + fix.changes().size() <= LONGEST)
                        .limit(MOST_FOLLOWED)
                        .flatMap(fix -> ways(after(view, fix.changes()), joined(made, fix.changes())));
    }

    private static List<Change> joined(List<Change> made, List<Change> more) {
        List<Change> all = new ArrayList<>(made);
        all.addAll(more);
        return all;
    }

    private Fix ranked(View view, List<Change> changes) {
        Impact.Counts counts = Impact.between(view, after(view, changes), now).counts();
        return new Fix(changes, counts.gained(), counts.users());
    }

    private View after(View view, List<Change> changes) {
        long next = view.tenant().revision() + 1;
        Entry entry = new Entry(next, now, view.platform().revision(), changes);
        return new View(view.platform(), view.tenant().apply(entry));
    }
}
