package dev.mandate.control.log;

import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What a command does.
 *
 * @param changes of the entry; with none nothing is appended, and the result is answered at the revision of now
 * @param result what the caller is told
 * @param beside what is written in the same transaction, with or without an entry
 */
public record Proposal<R>(List<Change> changes, R result, List<Beside> beside) {
    public Proposal {
        changes = List.copyOf(changes);
        Objects.requireNonNull(result);
        beside = List.copyOf(beside);
        if (changes.size() > Entry.MOST_CHANGES) {
            throw new IllegalArgumentException(
                    "an entry holds at most " + Entry.MOST_CHANGES + " changes, not `" + changes.size() + "`");
        }
    }

    /** The same with more changes, after its own. */
    public Proposal<R> and(List<? extends Change> more) {
        List<Change> all = new ArrayList<>(changes);
        all.addAll(more);
        return new Proposal<>(all, result, beside);
    }

    /** Whether there is nothing to write. */
    boolean idle() {
        return changes.isEmpty() && beside.isEmpty();
    }

    /** These changes, with nothing beside. */
    public static <R> Proposal<R> of(List<? extends Change> changes, R result) {
        return new Proposal<>(List.copyOf(changes), result, List.of());
    }

    /** These changes, with nothing to tell. */
    public static Proposal<Done> of(Change... changes) {
        return of(List.of(changes), Done.DONE);
    }

    /** These changes, with nothing to tell. */
    public static Proposal<Done> of(List<? extends Change> changes) {
        return of(changes, Done.DONE);
    }

    /** These changes and what is written beside them, with nothing to tell. */
    public static Proposal<Done> of(List<? extends Change> changes, Beside beside) {
        return new Proposal<>(List.copyOf(changes), Done.DONE, List.of(beside));
    }

    /** No change: it is as it should be. */
    public static <R> Proposal<R> nothing(R result) {
        return new Proposal<>(List.of(), result, List.of());
    }
}
