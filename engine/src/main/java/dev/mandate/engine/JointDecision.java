package dev.mandate.engine;

import dev.mandate.engine.Decision.Allow;
import dev.mandate.engine.Decision.Forbidden;
import dev.mandate.engine.Decision.Refusal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Combines the decisions of several actions that share a request: it allows only if every action is allowed. */
final class JointDecision {
    private JointDecision() {}

    /**
     * Returns the refusal of the earliest step, or the first allow if no action is refused.
     *
     * @param each one decision for each action, ordered by key; at least one
     */
    static Decision of(List<Decision> each) {
        List<Allow> allowed = new ArrayList<>();
        List<Refusal> refused = new ArrayList<>();
        for (Decision decision : each) {
            switch (decision) {
                case Allow allow -> allowed.add(allow);
                case Refusal refusal -> refused.add(refusal);
            }
        }
        return refused.stream()
                .min(Comparator.comparingInt(JointDecision::order))
                .<Decision>map(first -> with(first, refused))
                .orElseGet(allowed::getFirst);
    }

    private static int order(Refusal refusal) {
        return switch (refusal) {
            case Decision.Undecided u -> 2;
            case Decision.Unauthenticated u -> 3;
            case Decision.UnknownPath u -> 4;
            case Decision.OtherMethod o -> 4;
            case Decision.UnclearSpace u -> 5;
            case Decision.HiddenSpace h -> 6;
            case Forbidden f -> 7;
        };
    }

    /** Returns the refusal; a 403 lists what is missing of every forbidden action. */
    private static Refusal with(Refusal first, List<Refusal> refused) {
        if (!(first instanceof Forbidden forbidden)) {
            return first;
        }
        List<Missing> missing = refused.stream()
                .filter(Forbidden.class::isInstance)
                .map(Forbidden.class::cast)
                .flatMap(one -> one.missing().stream())
                .toList();
        return new Forbidden(forbidden.action(), forbidden.space(), missing);
    }
}
