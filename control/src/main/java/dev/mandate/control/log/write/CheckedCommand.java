package dev.mandate.control.log.write;

import dev.mandate.control.log.command.ChangeProposal;
import dev.mandate.control.log.command.CommandOutcome;
import dev.mandate.control.log.entry.NewEntry;
import java.util.Optional;

/**
 * A command that was checked, with its outcome if the batch is committed. INVARIANT: callers are told after the commit only:
 * even a refusal may depend on an earlier command of the batch.
 */
sealed interface CheckedCommand {
    /** Gives the outcome to the waiting caller. */
    void settle();

    /** The command failed; its caller gets {@code why}. */
    record Failed(PendingCommand<?> pending, RuntimeException why) implements CheckedCommand {
        @Override
        public void settle() {
            pending.failed(why);
        }
    }

    /** There is nothing to write: the command is a repeat, or changes nothing. */
    record Settled<R>(PendingCommand<R> pending, CommandOutcome<R> outcome) implements CheckedCommand {
        @Override
        public void settle() {
            pending.done(outcome);
        }
    }

    /**
     * There is something to write.
     *
     * @param entry to append; without one, only the side writes and the stored answer are written
     * @param after the streams with the entry applied
     */
    record Writes<R>(
            PendingCommand<R> pending,
            ChangeProposal<R> proposal,
            Optional<NewEntry> entry,
            Basis after,
            CommandOutcome.Done<R> outcome)
            implements CheckedCommand {
        @Override
        public void settle() {
            pending.done(outcome);
        }
    }
}
