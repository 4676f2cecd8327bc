package dev.mandate.control.catalogue.compare;

import dev.mandate.engine.overlap.EndpointTree;
import dev.mandate.engine.overlap.StepBudget;
import dev.mandate.engine.template.Endpoint;
import dev.mandate.engine.template.Template;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.stream.Stream;

/**
 * Finds the requests that an import or a precedence gives to another action, of the same API or of another. Nothing but the actions
 * that left, and those whose precedence or server changed, is compared with the others.
 */
public final class RerouteSearch {
    /** Bounds the nodes and pairs of one comparison, long ones counted as several: less than a second. */
    static final int MOST_STEPS = 1_000_000;

    private final CatalogueDiff diff;

    /** Of all walks together. */
    private final StepBudget budget = new StepBudget(MOST_STEPS);

    private final Reroutes.Count found = new Reroutes.Count();

    private RerouteSearch(CatalogueDiff diff) {
        this.diff = diff;
    }

    /** Compares two catalogues that differ in one API, or in precedences of its actions. */
    public static Reroutes of(Templates templates, CatalogueDiff.Side before, CatalogueDiff.Side after) {
        CatalogueDiff own = CatalogueDiff.of(templates, before, after);
        boolean same =
                Stream.of(own.lost(), own.orderedAnew(), own.onAnotherServer()).allMatch(List::isEmpty);
        return same
                ? Reroutes.NONE
                : new RerouteSearch(own.with(templates.others(after.catalogue(), after.api()))).reroutes();
    }

    private Reroutes reroutes() {
        EndpointTree later = new EndpointTree(diff.all());
        boolean left = findLeft(later);
        boolean ordered = findOrdered(later);
        boolean respelled = new SpellingReroutes(diff, found, budget).find();
        return found.counted(left && ordered && respelled);
    }

    /** Returns whether all overlaps were compared. */
    private boolean findLeft(EndpointTree later) {
        IdentityHashMap<Endpoint, List<Endpoint>> takers = new IdentityHashMap<>();
        boolean complete = new EndpointTree(diff.lost()).overlaps(later, budget, (one, to) -> {
            if (takes(one, to)) {
                takers.computeIfAbsent(one, e -> new ArrayList<>()).add(to);
            }
            return true;
        });
        takers.forEach(this::left);
        return complete;
    }

    private void left(Endpoint lost, List<Endpoint> takers) {
        List<Endpoint> nearest = nearest(lost, takers);
        takers.stream()
                .filter(to -> nearest.stream().noneMatch(nearer -> isMoreSpecific(nearer.template(), to.template())))
                .forEach(to -> found.add(new Reroute(lost, to, Reroute.Cause.LEFT)));
    }

    /** Of those that cover it, the ones that none of them is more specific than: few, so the others are compared with them alone. */
    private static List<Endpoint> nearest(Endpoint lost, List<Endpoint> takers) {
        List<Endpoint> nearest = new ArrayList<>();
        for (Endpoint to : takers) {
            boolean farther = nearest.stream().anyMatch(near -> isMoreSpecific(near.template(), to.template()));
            if (!farther && to.template().covers(lost.template())) {
                nearest.removeIf(near -> isMoreSpecific(to.template(), near.template()));
                nearest.add(to);
            }
        }
        return nearest;
    }

    /** Whether requests of the first come to be of the second. A more specific one had its requests before. */
    private boolean takes(Endpoint lost, Endpoint to) {
        return answers(to, lost) && !isMoreSpecific(to.template(), lost.template()) && !had(lost, to);
    }

    /** Whether the second had the requests that both match, by its precedence. */
    private boolean had(Endpoint lost, Endpoint to) {
        boolean contest = !to.template().covers(lost.template());
        return contest && diff.wasServed(to) && precedence(diff.earlier(to)) > precedence(lost);
    }

    /** Whether an action answers requests of another's method: HEAD goes to the action of GET where no action lists it. */
    private static boolean answers(Endpoint to, Endpoint lost) {
        String method = lost.action().key().method();
        String other = to.action().key().method();
        return other.equals(method) || (method.equals("HEAD") && other.equals("GET"));
    }

    private static boolean isMoreSpecific(Template one, Template other) {
        return other.covers(one) && !one.covers(other);
    }

    /** Compares those of another precedence with all that was served before; returns whether all overlaps were compared. */
    private boolean findOrdered(EndpointTree later) {
        return new EndpointTree(diff.orderedAnew()).contests(later, budget, (one, other) -> {
            if (diff.wasServed(other) && !diff.isSecondVisit(one, other)) {
                ordered(one, other);
            }
            return true;
        });
    }

    private void ordered(Endpoint one, Endpoint other) {
        int now = Integer.compare(precedence(one), precedence(other));
        int then = Integer.compare(precedence(diff.earlier(one)), precedence(diff.earlier(other)));
        if (now != 0 && now != then) {
            Endpoint winner = now > 0 ? one : other;
            Endpoint loser = now > 0 ? other : one;
            found.add(new Reroute(diff.earlier(loser), winner, Reroute.Cause.ORDERED));
        }
    }

    private static int precedence(Endpoint endpoint) {
        return endpoint.action().precedence();
    }
}
