package dev.mandate.control.catalogue.compare;

import dev.mandate.engine.overlap.EndpointTree;
import dev.mandate.engine.overlap.StepBudget;
import dev.mandate.engine.template.Endpoint;
import dev.mandate.engine.template.Template;
import java.util.List;

/**
 * Finds requests that needed two rights and now need one. Example: {@code /reports/SALARIES} matched {@code /reports/{id}} as written and
 * {@code /reports/salaries} in another spelling; the second action has left, has a lower precedence, or is of another server. A pair is
 * listed even if a more specific action has all these requests: which spellings that one matches as written is not worked out.
 */
final class SpellingReroutes {
    private final CatalogueDiff diff;
    private final Reroutes.Count found;
    private final StepBudget budget;
    private final EndpointTree later;

    SpellingReroutes(CatalogueDiff diff, Reroutes.Count found, StepBudget budget) {
        this.diff = diff;
        this.found = found;
        this.budget = budget;
        this.later = EndpointTree.ofSpellings(diff.all());
    }

    /** Finds them; returns whether all pairs were compared. */
    boolean find() {
        boolean left = pairs(diff.lost(), later);
        boolean ordered = pairs(diff.orderedAnew(), later);
        boolean moved = pairs(diff.onAnotherServer(), EndpointTree.ofSpellings(diff.others()));
        return left && ordered && moved;
    }

    private boolean pairs(List<Endpoint> changed, EndpointTree all) {
        return EndpointTree.ofSpellings(changed).overlaps(all, budget, (one, other) -> {
            if (diff.wasServed(other) && !diff.isSecondVisit(one, other)) {
                pair(one, other);
                if (!diff.isLost(one)) {
                    pair(other, one);
                }
            }
            return true;
        });
    }

    private void pair(Endpoint other, Endpoint written) {
        boolean shared = diff.earlier(written).mayBeServedBy(diff.earlier(other));
        boolean freed = shared && (diff.isLost(other) || !written.mayBeServedBy(other));
        if (freed && !isListedAsWritten(other, written)) {
            found.add(new Reroute(diff.earlier(other), written, Reroute.Cause.SPELLED));
        }
    }

    /** Whether the two overlap as they are written, so that {@link RerouteSearch} compares them. */
    private boolean isListedAsWritten(Endpoint other, Endpoint written) {
        Template one = other.template();
        Template two = written.template();
        return one.overlaps(two) && (diff.isLost(other) || one.covers(two) == two.covers(one));
    }
}
