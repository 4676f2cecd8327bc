package dev.mandate.control.log.command;

import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What a command proposes to write.
 *
 * @param changes of the entry; if empty, nothing is appended, and the result is returned at the current revision
 * @param result for the caller
 * @param writes rows that are written in the same transaction, with or without an entry
 */
public record ChangeProposal<R>(List<Change> changes, R result, List<SideWrite> writes) {
    public ChangeProposal {
        changes = List.copyOf(changes);
        Objects.requireNonNull(result);
        writes = List.copyOf(writes);
        if (changes.size() > Entry.MOST_CHANGES) {
            throw new IllegalArgumentException(
                    "an entry holds at most " + Entry.MOST_CHANGES + " changes, not `" + changes.size() + "`");
        }
    }

    /** Returns the proposal with more changes after its own. */
    public ChangeProposal<R> and(List<? extends Change> more) {
        List<Change> all = new ArrayList<>(changes);
        all.addAll(more);
        return new ChangeProposal<>(all, result, writes);
    }

    /** Returns whether there is nothing to write. */
    public boolean isEmpty() {
        return changes.isEmpty() && writes.isEmpty();
    }

    /** Proposes these changes alone. */
    public static <R> ChangeProposal<R> of(List<? extends Change> changes, R result) {
        return new ChangeProposal<>(List.copyOf(changes), result, List.of());
    }

    /** Proposes these changes, without a result. */
    public static ChangeProposal<Done> of(Change... changes) {
        return of(List.of(changes), Done.DONE);
    }

    /** Proposes these changes, without a result. */
    public static ChangeProposal<Done> of(List<? extends Change> changes) {
        return of(changes, Done.DONE);
    }

    /** Proposes these changes and a side write, without a result. */
    public static ChangeProposal<Done> of(List<? extends Change> changes, SideWrite write) {
        return new ChangeProposal<>(List.copyOf(changes), Done.DONE, List.of(write));
    }

    /** Proposes no change, since the state is already as requested. */
    public static <R> ChangeProposal<R> nothing(R result) {
        return new ChangeProposal<>(List.of(), result, List.of());
    }
}
