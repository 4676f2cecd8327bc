package dev.mandate.control.log;

import dev.mandate.protocol.form.Bytes;
import dev.mandate.protocol.form.SealedEntry;
import java.util.Optional;

/**
 * What becomes of one command if its batch is committed. INVARIANT: nothing is told before: even a refusal may rest on
 * what a command before it in the batch does.
 */
sealed interface Step {
    /** Tells whoever waits. */
    void settle();

    /** It fails. */
    record Failed(Order<?> order, RuntimeException why) implements Step {
        @Override
        public void settle() {
            order.failed(why);
        }
    }

    /** There is nothing to write: it was done before, or it changes nothing. */
    record Settled<R>(Order<R> order, Outcome<R> outcome) implements Step {
        @Override
        public void settle() {
            order.done(outcome);
        }
    }

    /** An entry as it is stored. */
    record Noted(SealedEntry entry, Bytes note) {}

    /**
     * There is something to write.
     *
     * @param entry with none only what stands beside it and the answer under the key are written
     * @param after where the streams are then
     */
    record Writes<R>(Order<R> order, Proposal<R> proposal, Optional<Noted> entry, Basis after, Outcome.Done<R> outcome)
            implements Step {
        @Override
        public void settle() {
            order.done(outcome);
        }
    }
}
