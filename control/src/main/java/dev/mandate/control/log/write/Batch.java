package dev.mandate.control.log.write;

import dev.mandate.control.log.command.ChangeProposal;
import dev.mandate.control.log.command.CommandOutcome;
import dev.mandate.control.log.command.CommandState;
import dev.mandate.control.log.command.Committed;
import dev.mandate.control.log.command.KeptAnswer;
import dev.mandate.control.log.command.LogRefusals;
import dev.mandate.control.log.entry.NewEntry;
import dev.mandate.control.log.entry.NoteForm;
import dev.mandate.control.log.follow.Appended;
import dev.mandate.protocol.chain.SealedEntry;
import dev.mandate.protocol.change.ChangeForm;
import dev.mandate.protocol.form.Bytes;
import dev.mandate.protocol.form.Digest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DataAccessException;

/**
 * Commands of one stream, checked in order, each against the state that the one before it makes; nothing is written yet.
 *
 * @param basis the state that the first was checked against: the commit is conditional on it
 * @param after the streams with all entries applied
 */
record Batch(Basis basis, List<CheckedCommand> steps, Basis after) {
    Batch {
        steps = List.copyOf(steps);
    }

    /** Returns the commands that write. */
    List<CheckedCommand.Writes<?>> writes() {
        List<CheckedCommand.Writes<?>> writes = new ArrayList<>();
        for (CheckedCommand step : steps) {
            if (step instanceof CheckedCommand.Writes<?> w) {
                writes.add(w);
            }
        }
        return writes;
    }

    /** Returns the new entries of the stream, in order. */
    List<NewEntry> entries() {
        return writes().stream().flatMap(w -> w.entry().stream()).toList();
    }

    /** Returns what the batch appends, for the streams of this node. */
    Appended appended() {
        return new Appended(
                basis.own(), entries().stream().map(NewEntry::sealed).toList(), after.own());
    }

    void settle() {
        steps.forEach(CheckedCommand::settle);
    }

    /** Checks commands one after the other. */
    static final class Checker {
        private final Basis basis;
        private final KeptAnswers answers;
        private final Instant at;
        private final List<CheckedCommand> steps = new ArrayList<>();
        private Basis now;

        Checker(Basis basis, KeptAnswers answers, Instant at) {
            this.basis = basis;
            this.answers = answers;
            this.at = at;
            this.now = basis;
        }

        Batch batch() {
            return new Batch(basis, steps, now);
        }

        void fail(PendingCommand<?> pending, RuntimeException why) {
            steps.add(new CheckedCommand.Failed(pending, why));
        }

        /** Checks one more command; if it throws, this command alone fails. */
        <R> void check(PendingCommand<R> pending) {
            try {
                steps.add(step(pending));
            } catch (DataAccessException e) {
                throw e;
            } catch (RuntimeException e) {
                fail(pending, e);
            }
        }

        private <R> CheckedCommand step(PendingCommand<R> pending) {
            Optional<CommandOutcome<R>> earlier = answers.replayed(pending, now.state());
            if (earlier.isPresent()) {
                return new CheckedCommand.Settled<>(pending, earlier.get());
            }
            ChangeProposal<R> proposal = pending.command().propose(now.state());
            // no key is stored, so a later repeat may still write
            if (proposal.isEmpty()) {
                return new CheckedCommand.Settled<>(
                        pending, new CommandOutcome.Done<>(committed(proposal, now), Optional.empty()));
            }
            Optional<NewEntry> entry =
                    proposal.changes().isEmpty() ? Optional.empty() : Optional.of(sealed(pending, proposal));
            Basis after = entry.map(e -> now.after(e.sealed())).orElse(now);
            requireFormat(proposal, after);
            Committed<R> committed = committed(proposal, after);
            Optional<KeptAnswer> answer = pending.key().map(k -> k.answer().apply(committed));
            now = after;
            return new CheckedCommand.Writes<>(
                    pending, proposal, entry, after, new CommandOutcome.Done<>(committed, answer));
        }

        /** INVARIANT: nothing is written that a node of the installation may be unable to read; a raise counts for its own entry. */
        private static void requireFormat(ChangeProposal<?> proposal, Basis after) {
            int inForce = after.platform().snapshot().catalogue().format();
            int needed = ChangeForm.format(proposal.changes());
            if (needed > inForce) {
                throw LogRefusals.format(needed, inForce);
            }
        }

        private NewEntry sealed(PendingCommand<?> pending, ChangeProposal<?> proposal) {
            Bytes note = NoteForm.write(pending.note());
            int inForce = now.platform().snapshot().catalogue().format();
            // a raise counts for its own entry; what needs more than is in force is refused afterwards
            int format = Math.max(inForce, ChangeForm.format(proposal.changes()));
            Bytes changes = ChangeForm.write(proposal.changes(), format);
            return new NewEntry(SealedEntry.seal(now.own().hash(), now.next(at), changes, Digest.of(note)), note);
        }

        private static <R> Committed<R> committed(ChangeProposal<R> proposal, Basis after) {
            CommandState state = after.state();
            boolean appended = !proposal.changes().isEmpty();
            return new Committed<>(
                    proposal.result(), after.own().revision(), state.view().position(), appended, state);
        }
    }
}
