package dev.mandate.control.log;

import dev.mandate.protocol.form.Bytes;
import dev.mandate.protocol.form.ChangeForm;
import dev.mandate.protocol.form.Digest;
import dev.mandate.protocol.form.SealedEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DataAccessException;

/**
 * Commands of one stream, checked in order, each against the state that the one before it makes; nothing is written yet.
 *
 * @param basis what the first was checked against: the commit is conditional on it
 * @param after the streams with all entries applied
 */
record Batch(Basis basis, List<Step> steps, Basis after) {
    Batch {
        steps = List.copyOf(steps);
    }

    /** Those that write. */
    List<Step.Writes<?>> writes() {
        List<Step.Writes<?>> writes = new ArrayList<>();
        for (Step step : steps) {
            if (step instanceof Step.Writes<?> w) {
                writes.add(w);
            }
        }
        return writes;
    }

    /** The new entries of the stream, in order. */
    List<Step.Noted> entries() {
        return writes().stream().flatMap(w -> w.entry().stream()).toList();
    }

    void settle() {
        steps.forEach(Step::settle);
    }

    /** Checks commands one after the other. */
    static final class Checking {
        private final Basis basis;
        private final Answers answers;
        private final Instant at;
        private final List<Step> steps = new ArrayList<>();
        private Basis now;

        Checking(Basis basis, Answers answers, Instant at) {
            this.basis = basis;
            this.answers = answers;
            this.at = at;
            this.now = basis;
        }

        Batch batch() {
            return new Batch(basis, steps, now);
        }

        void fail(Order<?> order, RuntimeException why) {
            steps.add(new Step.Failed(order, why));
        }

        /** One more; what it throws is its own. */
        <R> void check(Order<R> order) {
            try {
                steps.add(step(order));
            } catch (DataAccessException e) {
                throw e;
            } catch (RuntimeException e) {
                fail(order, e);
            }
        }

        private <R> Step step(Order<R> order) {
            Optional<Outcome<R>> earlier = answers.replayed(order, now.state());
            if (earlier.isPresent()) {
                return new Step.Settled<>(order, earlier.get());
            }
            Proposal<R> proposal = order.command().propose(now.state());
            // nothing was done, so a repeat that does something does it once
            if (proposal.idle()) {
                return new Step.Settled<>(order, new Outcome.Done<>(committed(proposal, now), Optional.empty()));
            }
            Optional<Step.Noted> entry =
                    proposal.changes().isEmpty() ? Optional.empty() : Optional.of(sealed(order, proposal));
            Basis after = entry.map(e -> now.after(e.entry())).orElse(now);
            requireFormat(proposal, after);
            Committed<R> committed = committed(proposal, after);
            Optional<Answer> answer = order.key().map(k -> k.answer().apply(committed));
            now = after;
            return new Step.Writes<>(order, proposal, entry, after, new Outcome.Done<>(committed, answer));
        }

        /** INVARIANT: nothing is written that some node of the installation may not read; a raise counts for its own entry. */
        private static void requireFormat(Proposal<?> proposal, Basis after) {
            int inForce = after.platform().snapshot().catalogue().format();
            int needed = ChangeForm.format(proposal.changes());
            if (needed > inForce) {
                throw Refusals.format(needed, inForce);
            }
        }

        private Step.Noted sealed(Order<?> order, Proposal<?> proposal) {
            Bytes note = Notes.write(order.note());
            int inForce = now.platform().snapshot().catalogue().format();
            // a raise counts for its own entry; what needs more than is in force is refused afterwards
            int format = Math.max(inForce, ChangeForm.format(proposal.changes()));
            Bytes changes = ChangeForm.write(proposal.changes(), format);
            return new Step.Noted(SealedEntry.seal(now.own().hash(), now.next(at), changes, Digest.of(note)), note);
        }

        private static <R> Committed<R> committed(Proposal<R> proposal, Basis after) {
            State state = after.state();
            boolean appended = !proposal.changes().isEmpty();
            return new Committed<>(
                    proposal.result(), after.own().revision(), state.view().position(), appended, state);
        }
    }
}
