package dev.mandate.control.log.write;

import dev.mandate.control.log.command.Command;
import dev.mandate.control.log.command.CommandOutcome;
import dev.mandate.control.log.command.Idempotency;
import dev.mandate.control.log.command.Note;
import dev.mandate.engine.id.TenantId;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A command in the queue and its outcome. Settled once, by the thread that leads the commit. */
final class PendingCommand<R> {
    private final TenantId stream;
    private final Note note;
    private final Optional<Idempotency<R>> key;
    private final Command<R> command;
    private final CompletableFuture<Turn> turn = new CompletableFuture<>();
    private volatile @Nullable CommandOutcome<R> outcome;
    private volatile @Nullable RuntimeException failure;

    PendingCommand(TenantId stream, Note note, Optional<Idempotency<R>> key, Command<R> command) {
        this.stream = stream;
        this.note = note;
        this.key = key;
        this.command = command;
    }

    /** What the caller of the command must do next. */
    enum Turn {
        /** Commit all waiting commands. */
        LEAD,
        /** Take the outcome. */
        DONE
    }

    TenantId stream() {
        return stream;
    }

    Note note() {
        return note;
    }

    Optional<Idempotency<R>> key() {
        return key;
    }

    Command<R> command() {
        return command;
    }

    /** Returns the owner of the idempotency key, if there is a key. */
    Optional<KeptAnswers.Owner> owner() {
        return key.map(k -> new KeptAnswers.Owner(stream, note.actor(), k.key()));
    }

    CompletableFuture<Turn> turn() {
        return turn;
    }

    void done(CommandOutcome<R> its) {
        if (!settled()) {
            outcome = its;
            turn.complete(Turn.DONE);
        }
    }

    void failed(RuntimeException why) {
        if (!settled()) {
            failure = why;
            turn.complete(Turn.DONE);
        }
    }

    private boolean settled() {
        return outcome != null || failure != null;
    }

    /** Returns the outcome, or throws what the command failed with. */
    CommandOutcome<R> outcome() {
        RuntimeException why = failure;
        if (why != null) {
            throw why;
        }
        CommandOutcome<R> its = outcome;
        if (its == null) {
            throw new IllegalStateException("this is a bug: a command was passed without an outcome");
        }
        return its;
    }
}
