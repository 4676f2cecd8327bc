package dev.mandate.engine.search;

import dev.mandate.engine.Engine;
import dev.mandate.engine.Ruling;
import dev.mandate.engine.View;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.id.SpaceId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.overlap.StepBudget;
import dev.mandate.engine.template.Endpoint;
import java.time.Instant;
import java.util.ArrayList;
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
    private final StepBudget budget;

    private SharedRequestExplanation(UserId user, List<Part> parts, Instant now, StepBudget budget) {
        this.user = user;
        this.parts = parts;
        this.now = now;
        this.budget = budget;
    }

    /**
     * Explains the first ruling that is not held, with the facts of all parts and with fixes that allow all of them.
     *
     * @param parts one or more actions of APIs that the tenant has enabled
     * @param budget bounds the search for fixes and the counting of what they open
     */
    public static Explanation of(View view, UserId user, List<Part> parts, Instant now, StepBudget budget) {
        return new SharedRequestExplanation(user, parts, now, budget).explanation(view);
    }

    private Explanation explanation(View view) {
        List<Change> facts = parts.stream()
                .flatMap(part -> Grounds.of(view, user, part.endpoint(), part.space(), now).stream())
                .distinct()
                .toList();
        Ruling ruling = lacking(view).map(part -> ruling(view, part)).orElse(Ruling.Held.HELD);
        List<Fix> fixes = ruling == Ruling.Held.HELD ? List.of() : fixes(view);
        return new Explanation(ruling, facts, fixes, budget.isUsedUp());
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
        Ranking ranking = new Ranking(view, now, budget);
        return ways.stream()
                .filter(way -> way.size() == least)
                .map(ranking::ranked)
                .sorted(Fix.LEAST_FIRST)
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
        return new Fixes(view, user, part.endpoint(), part.space(), now, budget)
                .smallest().stream()
                        .filter(fix -> made.size() + fix.changes().size() <= LONGEST)
                        .limit(MOST_FOLLOWED)
                        .flatMap(fix -> ways(Ranking.after(view, fix.changes(), now), joined(made, fix.changes())));
    }

    private static List<Change> joined(List<Change> made, List<Change> more) {
        List<Change> all = new ArrayList<>(made);
        all.addAll(more);
        return all;
    }
}
