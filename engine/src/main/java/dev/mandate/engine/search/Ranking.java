package dev.mandate.engine.search;

import dev.mandate.engine.View;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.Entry;
import dev.mandate.engine.overlap.StepBudget;
import java.time.Instant;
import java.util.List;

/** Counts what each of several fixes of one state opens. Mutable, for one thread. */
final class Ranking {
    private final View view;
    private final Instant now;
    private final StepBudget budget;
    private final Baseline baseline;

    Ranking(View view, Instant now, StepBudget budget) {
        this.view = view;
        this.now = now;
        this.budget = budget;
        this.baseline = new Baseline(view, now, budget);
    }

    /** Returns the fix with its counts; they are lower bounds if the budget is used up before or meanwhile. */
    Fix ranked(List<Change> changes, View repaired) {
        if (budget.isUsedUp()) {
            return new Fix(changes, 0, 0, true);
        }
        Impact.Counts counts = baseline.to(repaired).counts();
        return new Fix(changes, counts.gained(), counts.users(), budget.isUsedUp());
    }

    Fix ranked(List<Change> changes) {
        return ranked(changes, after(view, changes, now));
    }

    /** Returns the view with the changes as the tenant's next entry. */
    static View after(View view, List<Change> changes, Instant now) {
        long next = view.tenant().revision() + 1;
        Entry entry = new Entry(next, now, view.platform().revision(), changes);
        return new View(view.platform(), view.tenant().apply(entry));
    }
}
