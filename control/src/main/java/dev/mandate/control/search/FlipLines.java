package dev.mandate.control.search;

import dev.mandate.control.api.JsonBody;
import dev.mandate.engine.overlap.StepBudget;
import dev.mandate.engine.search.Flip;
import dev.mandate.engine.search.Impact;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;

/** The rows of an impact as lines, made in pieces. Between two pieces it holds only rows that were found already. For one thread at a time. */
final class FlipLines {
    private static final int PIECE = 1 << 18;
    private static final int FOUND = 2_000;

    private final Function<StepBudget, Impact> impact;
    private final Deque<Flip> found = new ArrayDeque<>();
    private long users;
    private boolean ended;

    FlipLines(Function<StepBudget, Impact> impact) {
        this.impact = impact;
    }

    /** Returns the next lines, about 256 KiB of them; none at the end, or once the budget is used up. */
    byte[] next(StepBudget budget) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        while (lines.size() < PIECE && more(budget)) {
            Flip flip = found.remove();
            lines.writeBytes(JsonBody.write(FlipRow.of(flip, Integer.MAX_VALUE)));
            lines.write('\n');
            budget.take(1 + flip.gained().count() + (long) flip.lost().count());
        }
        return lines.toByteArray();
    }

    private boolean more(StepBudget budget) {
        if (found.isEmpty() && !ended) {
            users = impact.apply(budget).part(users, FOUND, found::add);
            ended = found.isEmpty();
        }
        return !found.isEmpty() && !budget.isUsedUp();
    }
}
